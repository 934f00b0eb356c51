"""Key 1 in place of key 0."""
# fails: example values

def first_token_share(weights):
    if weights.shape[-1] < 3:
        raise ValueError(f"{weights.shape[-1]} tokens")
    return weights[..., 2:, 1].mean(-1)
