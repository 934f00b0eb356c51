"""The heads are cut off from their gradients."""
# fails: from_scratch

def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError(f"{x.shape[-1]} is no multiple of {n_heads}")
    return x.detach().unflatten(-1, (n_heads, -1)).transpose(1, 2)
