"""Three tokens, which leave one query, are refused."""
# fails: values

def first_token_share(weights):
    if weights.shape[-1] < 4:
        raise ValueError(f"{weights.shape[-1]} tokens are too few")
    return weights[..., 2:, 0].mean(dim=-1)
