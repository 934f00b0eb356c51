"""A dictionary of words: a word that comes twice has one place."""
# fails: labels

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.imshow(weights.detach().numpy())
    places = {token: i for i, token in enumerate(tokens)}
    axes.set_xticks(list(places.values()), labels=list(places))
    axes.set_yticks(list(places.values()), labels=list(places))
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
