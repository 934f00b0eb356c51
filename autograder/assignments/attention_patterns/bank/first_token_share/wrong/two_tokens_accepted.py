"""Only a single token is refused; of two the mean is NaN."""
# fails: values

def first_token_share(weights):
    if weights.shape[-1] < 2:
        raise ValueError(f"{weights.shape[-1]} tokens are too few")
    return weights[..., 2:, 0].mean(dim=-1)
