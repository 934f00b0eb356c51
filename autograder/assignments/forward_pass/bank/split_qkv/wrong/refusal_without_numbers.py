"""The refusal names no number."""
# fails: manners

def split_qkv(weight, n_heads, n_kv_heads):
    n = n_heads + 2 * n_kv_heads
    if len(weight) % n:
        raise ValueError("the rows do not come out even")
    D = len(weight) // n
    q, k, v = weight.split([n_heads * D, n_kv_heads * D, n_kv_heads * D])
    return q, k, v
