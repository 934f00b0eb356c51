"""Rotated labels, a colour bar, and the numbers written into the cells."""

def plot_attention(weights, tokens):
    table = weights.detach().numpy()
    figure, axes = plt.subplots(figsize=(5, 4))
    image = axes.imshow(table, vmin=0, vmax=1)
    figure.colorbar(image, ax=axes)
    axes.set_xticks(range(len(tokens)), labels=tokens, rotation=45, ha="right")
    axes.set_yticks(range(len(tokens)), labels=tokens)
    for i, row in enumerate(table):
        for j, weight in enumerate(row):
            axes.text(j, i, f"{weight:.2f}", ha="center", va="center")
    axes.set(xlabel="Key (attended to)", ylabel="Query (attends)", title="Attention")
    return axes
