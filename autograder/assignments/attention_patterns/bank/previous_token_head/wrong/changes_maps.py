"""The diagonal of the caller's maps is wiped."""
# fails: manners

def previous_token_head(weights):
    if weights.shape[-1] < 2:
        raise ValueError("one token")
    weights.diagonal(0, -2, -1).zero_()
    score = weights.diagonal(-1, -2, -1).mean(-1)
    return divmod(int(score.argmax()), weights.shape[1])
