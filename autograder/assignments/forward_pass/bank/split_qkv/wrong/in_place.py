"""The keys are scaled in the caller's matrix."""
# fails: manners

def split_qkv(weight, n_heads, n_kv_heads):
    n = n_heads + 2 * n_kv_heads
    if len(weight) % n:
        raise ValueError(f"{len(weight)} rows are no multiple of {n} heads")
    D = len(weight) // n
    q, k, v = weight.split([n_heads * D, n_kv_heads * D, n_kv_heads * D])
    kept = weight.clone().split([n_heads * D, n_kv_heads * D, n_kv_heads * D])
    weight *= 0.5
    return kept
