"""A list."""
# fails: example found decoys

def previous_token_head(weights):
    if weights.shape[-1] < 2:
        raise ValueError("one token")
    score = weights.diagonal(-1, -2, -1).mean(-1)
    return list(divmod(int(score.argmax()), weights.shape[1]))
