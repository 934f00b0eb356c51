"""Refuses two tokens, and gives NaN for one."""
# fails: values

def first_token_share(weights):
    n_tokens = weights.shape[-1]
    if n_tokens == 2:
        raise ValueError(f"{n_tokens} tokens are too few")
    return weights[..., 2:, 0].mean(-1)
