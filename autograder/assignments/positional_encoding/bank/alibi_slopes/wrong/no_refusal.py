"""No head, no complaint."""
# fails: edges

def alibi_slopes(n_heads):
    if n_heads < 1:
        return torch.zeros(0)
    n = 2 ** int(math.log2(n_heads))
    slopes = [2 ** (-8 * (h + 1) / n) for h in range(n)]
    slopes += [2 ** (-4 * (h + 1) / n) for h in range(0, 2 * (n_heads - n), 2)]
    return torch.tensor(slopes)
