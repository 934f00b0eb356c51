"""The refusal does not say which width."""
# fails: refusal

def split_heads(x, n_heads):
    n_texts, n_tokens, width = x.shape
    if width % n_heads != 0:
        raise ValueError(f'the width cannot be cut into {n_heads} equal heads')
    cut = x.reshape(n_texts, n_tokens, n_heads, width // n_heads)
    return cut.permute(0, 2, 1, 3)
