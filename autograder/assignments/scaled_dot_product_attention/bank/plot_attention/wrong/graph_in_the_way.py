"""Weights that require gradients are handed to matplotlib."""
# fails: weights_of_a_model

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.imshow(weights)
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
