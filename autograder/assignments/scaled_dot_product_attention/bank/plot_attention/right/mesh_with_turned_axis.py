"""pcolormesh with a turned y axis and ticks in the middle of the cells."""

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.pcolormesh(weights.detach().numpy(), edgecolors="white")
    axes.invert_yaxis()
    middles = [i + 0.5 for i in range(len(tokens))]
    axes.set_xticks(middles, labels=tokens)
    axes.set_yticks(middles, labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
