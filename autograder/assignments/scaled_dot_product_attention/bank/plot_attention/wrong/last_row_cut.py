"""The limits cut off the last row and column."""
# fails: values rows_are_queries first_token_on_top labels

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.imshow(weights.detach().numpy())
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)

    axes.set_xlim(-0.5, max(0.5, len(tokens) - 1.5))
    axes.set_ylim(max(0.5, len(tokens) - 1.5), -0.5)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
