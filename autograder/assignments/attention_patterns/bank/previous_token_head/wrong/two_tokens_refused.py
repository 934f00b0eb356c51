"""Two tokens, which leave one query, are refused."""
# fails: decoys manners

def previous_token_head(weights):
    if weights.shape[-1] < 3:
        raise ValueError(f"{weights.shape[-1]} tokens are too few")
    stripes = weights.diagonal(offset=-1, dim1=-2, dim2=-1).mean(dim=-1)
    return divmod(stripes.argmax().item(), weights.shape[1])
