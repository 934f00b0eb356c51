"""The refusal is an AssertionError."""
# fails: refusal

def split_heads(x, n_heads):
    assert x.shape[-1] % n_heads == 0, "uneven"
    return x.unflatten(-1, (n_heads, -1)).transpose(1, 2)
