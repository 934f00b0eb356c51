"""Rows and labels are both reversed for a plot whose y axis grows upward."""

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.pcolor(weights.detach().numpy()[::-1])
    middles = [i + 0.5 for i in range(len(tokens))]
    axes.set_xticks(middles, labels=tokens)
    axes.set_yticks(middles, labels=tokens[::-1])
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
