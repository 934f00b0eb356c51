"""Head by head, and put together again."""

def split_qkv(weight, n_heads, n_kv_heads):
    n = n_heads + 2 * n_kv_heads
    if len(weight) % n:
        raise ValueError(f"{len(weight)} rows are no multiple of {n} heads")
    D = len(weight) // n
    heads = weight.unflatten(0, (n, D))
    q, k, v = heads.tensor_split([n_heads, n_heads + n_kv_heads])
    return q.flatten(0, 1), k.flatten(0, 1), v.flatten(0, 1)
