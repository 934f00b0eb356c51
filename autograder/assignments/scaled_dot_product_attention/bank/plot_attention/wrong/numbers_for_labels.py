"""The ticks are numbered; the tokens are missing."""
# fails: labels

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.imshow(weights.detach().numpy())
    axes.set_xticks(range(len(tokens)))
    axes.set_yticks(range(len(tokens)))
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
