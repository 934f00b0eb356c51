"""The parts come back turned."""
# fails: equal_heads fewer_kv_heads

def split_qkv(weight, n_heads, n_kv_heads):
    n = n_heads + 2 * n_kv_heads
    if len(weight) % n:
        raise ValueError(f"{len(weight)} rows are no multiple of {n} heads")
    D = len(weight) // n
    q, k, v = weight.split([n_heads * D, n_kv_heads * D, n_kv_heads * D])
    return q.T, k.T, v.T
