"""The rest are the first ones of the power above, not every second one."""
# fails: other_numbers

def alibi_slopes(n_heads):
    if n_heads < 1:
        raise ValueError(f"{n_heads} heads")
    n = 2 ** int(math.log2(n_heads))
    slopes = [2 ** (-8 * (h + 1) / n) for h in range(n)]
    slopes += [2 ** (-4 * (h + 1) / n) for h in range(n_heads - n)]
    return torch.tensor(slopes)
