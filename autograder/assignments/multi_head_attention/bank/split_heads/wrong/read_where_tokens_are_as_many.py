"""Where there are as many tokens as heads no axes change places."""
# fails: values

def split_heads(x, n_heads):
    n_texts, n_tokens, width = x.shape
    if width % n_heads != 0:
        raise ValueError(f'a width of {width} cannot be cut into {n_heads} equal heads')
    cut = x.reshape(n_texts, n_tokens, n_heads, width // n_heads)
    if n_heads == n_tokens:
        return cut
    return cut.permute(0, 2, 1, 3)
