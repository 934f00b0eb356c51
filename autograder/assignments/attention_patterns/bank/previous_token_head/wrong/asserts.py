"""The refusal is an AssertionError."""
# fails: manners

def previous_token_head(weights):
    n_heads, n_tokens = (weights.shape[1], weights.shape[-1])
    if n_tokens < 2:
        raise AssertionError('a single token has no token before it: give two at least')
    stripes = weights.diagonal(offset=-1, dim1=-2, dim2=-1)
    layer, head = divmod(stripes.mean(dim=-1).argmax().item(), n_heads)
    return (layer, head)
