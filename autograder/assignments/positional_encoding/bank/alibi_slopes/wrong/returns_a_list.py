"""A list, not a tensor."""
# fails: powers_of_two other_numbers edges

def alibi_slopes(n_heads):
    if n_heads < 1:
        raise ValueError(f"{n_heads} heads")
    return [2 ** (-8 * (h + 1) / n_heads) for h in range(n_heads)]
