"""imshow with an extent of its own, from 0 to n."""

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    n = len(tokens)
    axes.imshow(weights.detach().numpy(), extent=(0, n, n, 0))
    middles = [i + 0.5 for i in range(len(tokens))]
    axes.set_xticks(middles, labels=tokens)
    axes.set_yticks(middles, labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
