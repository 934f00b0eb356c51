"""The message names one number."""
# fails: refusal

def pool_heads(weight, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError(f"{n_heads} heads do not come out even")
    g = n_heads // n_kv_heads
    D = len(weight) // n_heads
    return weight.reshape(n_kv_heads, g, D, -1).mean(1).flatten(0, 1)
