"""The labels of the rows run from the last token to the first."""
# fails: labels

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.imshow(weights.detach().numpy())
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens[::-1])
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
