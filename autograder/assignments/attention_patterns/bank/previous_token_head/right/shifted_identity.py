"""A product with a shifted identity."""

def previous_token_head(weights):
    if weights.shape[-1] < 2:
        raise ValueError("one token")
    T = weights.shape[-1]
    shift = torch.ones(T, T).tril(-1).triu(-1).to(weights.dtype)
    score = (weights * shift).sum((-1, -2))
    best = (score == score.max()).nonzero()[0]
    return tuple(best.tolist())
