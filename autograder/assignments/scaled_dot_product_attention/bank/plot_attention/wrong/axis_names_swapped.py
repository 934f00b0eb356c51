"""The x axis is named query, the y axis key."""
# fails: axis_names

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.imshow(weights.detach().numpy())
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)
    axes.set_xlabel("query")
    axes.set_ylabel("key")
    return axes
