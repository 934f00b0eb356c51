"""The last axis is cut in two, then two axes change places."""

def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError(f"{x.shape[-1]} is no multiple of {n_heads}")
    D = x.shape[-1] // n_heads
    return x.unflatten(-1, (n_heads, D)).transpose(1, 2)
