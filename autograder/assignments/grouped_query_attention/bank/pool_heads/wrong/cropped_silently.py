"""Heads that do not come out even are left out."""
# fails: refusal

def pool_heads(weight, n_heads, n_kv_heads):
    g = n_heads // n_kv_heads
    D = len(weight) // n_heads
    g = max(g, 1)
    n_kv_heads = min(n_kv_heads, n_heads)
    return weight[: n_kv_heads * g * D].reshape(n_kv_heads, g, D, -1).mean(1).flatten(0, 1)
