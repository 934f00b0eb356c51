"""The axes stay in the order B T H D."""
# fails: shape values

def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError(f"{x.shape[-1]} is no multiple of {n_heads}")
    return x.unflatten(-1, (n_heads, -1))
