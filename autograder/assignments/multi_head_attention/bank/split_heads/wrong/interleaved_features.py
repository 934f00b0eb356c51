"""Features are dealt out to the heads like cards."""
# fails: values

def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError(f"{x.shape[-1]} is no multiple of {n_heads}")
    return x.unflatten(-1, (-1, n_heads)).permute(0, 3, 1, 2)
