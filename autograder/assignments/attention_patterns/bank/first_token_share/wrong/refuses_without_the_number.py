"""Too few tokens are refused, but how many they were is not said."""
# fails: values

def first_token_share(weights):
    if weights.shape[-1] < 3:
        raise ValueError("too few tokens")
    return weights[..., 2:, 0].mean(dim=-1)
