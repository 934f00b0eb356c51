"""Each slope is half of the one before, for any number of heads."""
# fails: powers_of_two other_numbers edges

def alibi_slopes(n_heads):
    if n_heads < 1:
        raise ValueError(f"{n_heads} heads")
    return 0.5 ** torch.arange(1, n_heads + 1)
