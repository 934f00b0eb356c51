"""The columns are cut."""
# fails: equal_heads fewer_kv_heads manners

def split_qkv(weight, n_heads, n_kv_heads):
    n = n_heads + 2 * n_kv_heads
    if len(weight) % n:
        raise ValueError(f"{len(weight)} rows are no multiple of {n} heads")
    D = len(weight) // n
    return weight.tensor_split([weight.shape[1] // 3, 2 * weight.shape[1] // 3], dim=1)
