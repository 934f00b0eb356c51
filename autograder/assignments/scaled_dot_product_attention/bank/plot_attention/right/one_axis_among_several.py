"""The heat map is one of two pictures in the figure, and its Axes are returned."""

def plot_attention(weights, tokens):
    _, (axes, beside) = plt.subplots(1, 2)
    axes.imshow(weights.detach().numpy())
    beside.plot(weights.detach().amax(dim=-1))
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
