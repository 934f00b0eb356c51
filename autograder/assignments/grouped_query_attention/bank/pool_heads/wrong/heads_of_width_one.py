"""Each row is taken for a head."""
# fails: ends values

def pool_heads(weight, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError(f"{n_heads} heads cannot be pooled into {n_kv_heads}")
    g = n_heads // n_kv_heads
    D = len(weight) // n_heads
    return weight.reshape(-1, g, weight.shape[1]).mean(1)
