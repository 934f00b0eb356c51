"""An exception class of one's own, which is a ValueError."""

class HeadsError(ValueError):
    pass


def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise HeadsError(f"{x.shape[-1]} features for {n_heads} heads")
    return x.unflatten(-1, (n_heads, -1)).transpose(1, 2)
