"""The width of a head is taken from the columns."""
# fails: equal_heads fewer_kv_heads

def split_qkv(weight, n_heads, n_kv_heads):
    n = n_heads + 2 * n_kv_heads
    if len(weight) % n:
        raise ValueError(f"{len(weight)} rows are no multiple of {n} heads")
    D = len(weight) // n
    D = weight.shape[1] // n_heads
    q, k, v = weight.split([n_heads * D, n_kv_heads * D, len(weight) - (n_heads + n_kv_heads) * D])
    return q, k, v
