"""A softmax is applied to the weights once more."""
# fails: values

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.imshow(weights.softmax(dim=-1).detach().numpy())
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
