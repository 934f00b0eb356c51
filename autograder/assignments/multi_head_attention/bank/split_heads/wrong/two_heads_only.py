"""Two heads, whatever is asked for."""
# fails: shape values

def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError(f"{x.shape[-1]} is no multiple of {n_heads}")
    B, T, C = x.shape
    return x.reshape(B, T, 2, -1).transpose(1, 2)
