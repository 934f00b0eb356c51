"""The head that reads two back."""
# fails: example found decoys

def previous_token_head(weights):
    if weights.shape[-1] < 2:
        raise ValueError("one token")
    score = weights.diagonal(-2, -2, -1).mean(-1) if weights.shape[-1] > 2 else weights[..., 1, 0]
    return divmod(int(score.argmax()), weights.shape[1])
