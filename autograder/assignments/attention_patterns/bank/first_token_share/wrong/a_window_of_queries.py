"""Queries after number 64 are left out."""
# fails: values

def first_token_share(weights):
    n_tokens = weights.shape[-1]
    if n_tokens < 3:
        raise ValueError(f'{n_tokens} tokens leave no query to average: give three at least')
    column = weights.select(-1, 0)
    return column[..., 2:64].mean(dim=-1)
