"""The functions of pyplot in a new figure, and gca at the end."""

def plot_attention(weights, tokens):
    plt.figure()
    plt.imshow(weights.tolist())
    plt.xticks(range(len(tokens)), tokens)
    plt.yticks(range(len(tokens)), tokens)
    plt.xlabel("keys")
    plt.ylabel("Queries")
    return plt.gca()
