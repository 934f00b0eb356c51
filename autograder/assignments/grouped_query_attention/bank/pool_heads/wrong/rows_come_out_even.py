"""Only the rows are looked at."""
# fails: refusal

def pool_heads(weight, n_heads, n_kv_heads):
    if len(weight) % n_kv_heads:
        raise ValueError(f"{n_heads} heads, {n_kv_heads} groups")
    g = n_heads // n_kv_heads
    D = len(weight) // n_heads
    return weight.reshape(n_kv_heads, -1, D, weight.shape[1]).mean(1).flatten(0, 1)
