"""Row 0 is at the bottom."""
# fails: first_token_on_top

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.imshow(weights.detach().numpy(), origin="lower")
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
