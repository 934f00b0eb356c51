"""The functions of pyplot, and gca at the end."""

def plot_attention(weights, tokens):
    plt.imshow(weights.tolist())
    plt.xticks(range(len(tokens)), tokens)
    plt.yticks(range(len(tokens)), tokens)
    plt.xlabel("keys")
    plt.ylabel("Queries")
    return plt.gca()
