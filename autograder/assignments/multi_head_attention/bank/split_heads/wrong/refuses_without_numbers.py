"""Uneven widths are refused, but neither number is named."""
# fails: refusal

def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError("the width does not come out even")
    return x.unflatten(-1, (n_heads, -1)).transpose(1, 2)
