"""The sum is divided by the number of all queries."""
# fails: example values

def first_token_share(weights):
    if weights.shape[-1] < 3:
        raise ValueError(f"{weights.shape[-1]} tokens")
    return weights[..., 2:, 0].sum(-1) / weights.shape[-1]
