"""The best head of the last layer."""
# fails: found decoys

def previous_token_head(weights):
    if weights.shape[-1] < 2:
        raise ValueError("one token")
    score = weights.diagonal(-1, -2, -1).mean(-1)
    return weights.shape[0] - 1, int(score[-1].argmax())
