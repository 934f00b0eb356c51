"""The first slopes of the power of two above."""
# fails: other_numbers

def alibi_slopes(n_heads):
    if n_heads < 1:
        raise ValueError(f"{n_heads} heads")
    n = 2 ** math.ceil(math.log2(n_heads))
    return torch.tensor([2 ** (-8 * (h + 1) / n) for h in range(n_heads)])
