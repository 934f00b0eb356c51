"""Labels are set without ticks: matplotlib puts them where its own ticks happen to be."""
# fails: labels

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.imshow(weights.detach().numpy())
    axes.set_xticklabels(tokens)
    axes.set_yticklabels(tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
