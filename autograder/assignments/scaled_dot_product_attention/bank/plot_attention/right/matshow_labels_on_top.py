"""matshow, with the labels of the columns on top."""

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.matshow(weights.detach().numpy())
    axes.set_xticks(range(len(tokens)))
    axes.set_xticklabels(tokens)
    axes.set_yticks(range(len(tokens)))
    axes.set_yticklabels(tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
