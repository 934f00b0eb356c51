"""The refusal does not say how many heads."""
# fails: refusal

def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError(f"a width of {x.shape[-1]} does not come out even")
    return x.unflatten(-1, (n_heads, -1)).transpose(1, 2)
