"""The formula for powers of two is used for every number."""
# fails: other_numbers

def alibi_slopes(n_heads):
    if n_heads < 1:
        raise ValueError(f"{n_heads} heads")
    return torch.tensor([2 ** (-8 * (h + 1) / n_heads) for h in range(n_heads)])
