"""Three slices."""

def split_qkv(weight, n_heads, n_kv_heads):
    n = n_heads + 2 * n_kv_heads
    if len(weight) % n:
        raise ValueError(f"{len(weight)} rows are no multiple of {n} heads")
    D = len(weight) // n
    a, b = n_heads * D, (n_heads + n_kv_heads) * D
    return [weight[:a], weight[a:b], weight[b:]]
