"""Rows that are left over are dropped."""
# fails: manners

def split_qkv(weight, n_heads, n_kv_heads):
    n = n_heads + 2 * n_kv_heads
    D = len(weight) // n
    q, k, v, _ = weight.tensor_split([n_heads * D, (n_heads + n_kv_heads) * D, n * D])
    return q, k, v
