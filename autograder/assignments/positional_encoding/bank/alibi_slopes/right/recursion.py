"""As in the authors' code: the rest by calling itself."""

def alibi_slopes(n_heads):
    if n_heads < 1:
        raise ValueError(f"{n_heads} heads")
    power = math.log2(n_heads)
    if power.is_integer():
        start = 2 ** (-8 / n_heads)
        return torch.tensor([start ** (h + 1) for h in range(n_heads)], dtype=torch.float64)
    n = 2 ** math.floor(power)
    rest = alibi_slopes(2 * n)[0::2][: n_heads - n]
    return torch.cat([alibi_slopes(n), rest])
