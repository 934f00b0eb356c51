"""The weights are turned into grey values from 0 to 255."""
# fails: values

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.imshow((255 * weights.detach().numpy()).astype("uint8"))
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
