"""The picture is made of red, green and blue: the weights are no longer in it."""
# fails: values rows_are_queries first_token_on_top labels

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.imshow(plt.get_cmap()(weights.detach().numpy()))
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
