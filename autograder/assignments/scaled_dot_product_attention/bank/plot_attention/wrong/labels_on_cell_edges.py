"""The labels stand on the edges of the cells of pcolormesh."""
# fails: labels

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.pcolormesh(weights.detach().numpy())
    axes.invert_yaxis()
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
