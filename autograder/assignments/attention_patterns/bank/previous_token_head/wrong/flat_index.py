"""One flat number, not a layer and a head."""
# fails: example found decoys

def previous_token_head(weights):
    if weights.shape[-1] < 2:
        raise ValueError("one token")
    return int(weights.diagonal(-1, -2, -1).mean(-1).argmax())
