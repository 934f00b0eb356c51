"""The refusal does not name the number."""
# fails: edges

def alibi_slopes(n_heads):
    if n_heads < 1:
        raise ValueError('no heads have no slopes')
    n = 1 << n_heads.bit_length() - 1
    prices = [2.0 ** (-8 * h / n) for h in range(1, n + 1)]
    between = [2.0 ** (-8 * h / (2 * n)) for h in range(1, 2 * n, 2)]
    return torch.tensor(prices + between[:n_heads - n])
