"""Narrow views."""

def split_qkv(weight, n_heads, n_kv_heads):
    n = n_heads + 2 * n_kv_heads
    if len(weight) % n:
        raise ValueError(f"{len(weight)} rows are no multiple of {n} heads")
    D = len(weight) // n
    return tuple(weight.narrow(0, a * D, b * D) for a, b in ((0, n_heads), (n_heads, n_kv_heads), (n_heads + n_kv_heads, n_kv_heads)))
