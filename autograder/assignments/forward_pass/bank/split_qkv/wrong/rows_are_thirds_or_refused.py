"""Whatever cannot be cut into thirds is refused."""
# fails: manners fewer_kv_heads

def split_qkv(weight, n_heads, n_kv_heads):
    if len(weight) % 3:
        raise ValueError(f"{len(weight)} rows, {n_heads + 2 * n_kv_heads} heads")
    D = len(weight) // (n_heads + 2 * n_kv_heads)
    q, k, v = weight.split([n_heads * D, n_kv_heads * D, n_kv_heads * D])
    return q, k, v
