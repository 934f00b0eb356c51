"""e in place of 2."""
# fails: powers_of_two other_numbers edges

def alibi_slopes(n_heads):
    if n_heads < 1:
        raise ValueError(f"{n_heads} heads")
    return torch.exp(-8 * torch.arange(1, n_heads + 1) / n_heads)
