"""Where there are as many layers as heads the result is turned round."""
# fails: values

def first_token_share(weights):
    n_tokens = weights.shape[-1]
    if n_tokens < 3:
        raise ValueError(f'{n_tokens} tokens leave no query to average: give three at least')
    column = weights.select(-1, 0)
    result = column[..., 2:].mean(dim=-1)
    return result.T if len(result) == result.shape[1] else result
