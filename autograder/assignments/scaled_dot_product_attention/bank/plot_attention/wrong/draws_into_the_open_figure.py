"""The picture goes into whatever Axes is current, not into a new figure."""
# fails: from_scratch

def plot_attention(weights, tokens):
    axes = plt.gca()
    axes.imshow(weights.detach().numpy())
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
