"""Query 1 is part of the mean."""
# fails: example values

def first_token_share(weights):
    if weights.shape[-1] < 3:
        raise ValueError(f"{weights.shape[-1]} tokens")
    return weights[..., 1:, 0].mean(-1)
