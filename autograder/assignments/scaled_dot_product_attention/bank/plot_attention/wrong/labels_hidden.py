"""The labels of the columns are set and then switched off."""
# fails: labels

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.imshow(weights.detach().numpy())
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)

    axes.tick_params(labelbottom=False)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
