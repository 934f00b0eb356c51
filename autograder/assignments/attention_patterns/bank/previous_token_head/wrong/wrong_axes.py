"""The diagonal of layers and heads."""
# fails: example found decoys manners

def previous_token_head(weights):
    if weights.shape[-1] < 2:
        raise ValueError("one token")
    score = weights.diagonal(-1)
    return divmod(int(score.flatten().argmax()), weights.shape[1])
