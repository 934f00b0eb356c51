"""One number for a layer."""
# fails: values

def first_token_share(weights):
    if weights.shape[-1] < 3:
        raise ValueError(f"{weights.shape[-1]} tokens")
    return weights[..., 2:, 0].mean((-1, -2))[:, None]
