"""More than 64 heads get the slopes of 64."""
# fails: other_numbers

def alibi_slopes(n_heads):
    n_heads = min(n_heads, 64)
    if n_heads < 1:
        raise ValueError(f'{n_heads} heads have no slopes')
    n = 1 << n_heads.bit_length() - 1
    prices = [2.0 ** (-8 * h / n) for h in range(1, n + 1)]
    between = [2.0 ** (-8 * h / (2 * n)) for h in range(1, 2 * n, 2)]
    return torch.tensor(prices + between[:n_heads - n])
