"""The head that reads the token before by most more than it reads itself."""
# fails: decoys

def previous_token_head(weights):
    if weights.shape[-1] < 2:
        raise ValueError("a single token has no token before it")
    before = weights.diagonal(-1, -2, -1).mean(-1)
    itself = weights.diagonal(0, -2, -1)[..., 1:].mean(-1)
    return divmod((before - itself).argmax().item(), weights.shape[1])
