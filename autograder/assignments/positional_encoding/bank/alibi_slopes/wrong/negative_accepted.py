"""Only 0 is refused."""
# fails: edges

def alibi_slopes(n_heads):
    if n_heads == 0:
        raise ValueError(f"{n_heads} heads")
    n = 1 << (max(n_heads, 1).bit_length() - 1)
    prices = [2.0 ** (-8 * h / n) for h in range(1, n + 1)]
    return torch.tensor(prices + [2.0 ** (-4 * h / n) for h in range(1, 2 * n, 2)][: n_heads - n])
