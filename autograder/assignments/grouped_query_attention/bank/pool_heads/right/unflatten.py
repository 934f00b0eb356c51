"""Four axes, one of them averaged."""

def pool_heads(weight, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError(f"{n_heads} heads cannot be pooled into {n_kv_heads}")
    g = n_heads // n_kv_heads
    D = len(weight) // n_heads
    return weight.unflatten(0, (n_kv_heads, g, D)).mean(dim=1).flatten(0, 1)
