"""The first slope is 1."""
# fails: powers_of_two other_numbers edges

def alibi_slopes(n_heads):
    if n_heads < 1:
        raise ValueError(f"{n_heads} heads")
    n = 2 ** int(math.log2(n_heads))
    slopes = [2 ** (-8 * h / n) for h in range(n)]
    slopes += [2 ** (-4 * h / n) for h in range(0, 2 * (n_heads - n), 2)]
    return torch.tensor(slopes)
