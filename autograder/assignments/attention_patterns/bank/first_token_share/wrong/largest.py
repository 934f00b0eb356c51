"""The largest weight on the first token, not the mean."""
# fails: example values

def first_token_share(weights):
    if weights.shape[-1] < 3:
        raise ValueError(f"{weights.shape[-1]} tokens")
    return weights[..., 2:, 0].amax(-1)
