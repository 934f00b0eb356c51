"""A title says query and key; the axes do not."""
# fails: axis_names

def plot_attention(weights, tokens):
    _, axes = plt.subplots()
    axes.imshow(weights.detach().numpy())
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)
    axes.set_title("query (rows) and key (columns)")
    return axes
