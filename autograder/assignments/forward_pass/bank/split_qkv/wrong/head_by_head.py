"""Each head's query, key and value lie together, as in GPT-NeoX."""
# fails: equal_heads

def split_qkv(weight, n_heads, n_kv_heads):
    n = n_heads + 2 * n_kv_heads
    if len(weight) % n:
        raise ValueError(f"{len(weight)} rows are no multiple of {n} heads")
    D = len(weight) // n
    if n_heads == n_kv_heads:
        parts = weight.reshape(n_heads, 3, D, -1)
        return tuple(parts[:, i].flatten(0, 1) for i in range(3))
    q, k, v = weight.split([n_heads * D, n_kv_heads * D, n_kv_heads * D])
    return q, k, v
