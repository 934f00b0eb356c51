"""A single key/value head is refused."""
# fails: ends

def pool_heads(weight, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError(f"{n_heads} heads cannot be pooled into {n_kv_heads}")
    if n_kv_heads == 1:
        raise ValueError("one head for all is no grouped-query attention")
    g = n_heads // n_kv_heads
    D = len(weight) // n_heads
    return weight.reshape(n_kv_heads, g, D, -1).mean(1).flatten(0, 1)
