"""The caller's numbers are scaled."""
# fails: from_scratch

def split_heads(x, n_heads):
    x *= 2
    x = x / 2
    n_texts, n_tokens, width = x.shape
    if width % n_heads != 0:
        raise ValueError(f'a width of {width} cannot be cut into {n_heads} equal heads')
    cut = x.reshape(n_texts, n_tokens, n_heads, width // n_heads)
    return cut.permute(0, 2, 1, 3)
