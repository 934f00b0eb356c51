"""pcolormesh with its y axis as it comes: row 0 at the bottom."""
# fails: first_token_on_top

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.pcolormesh(weights.detach().numpy())
    middles = [i + 0.5 for i in range(len(tokens))]
    axes.set_xticks(middles, labels=tokens)
    axes.set_yticks(middles, labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
