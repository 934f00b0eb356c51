"""The last head of each group stays."""
# fails: values ends

def pool_heads(weight, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError(f"{n_heads} heads cannot be pooled into {n_kv_heads}")
    g = n_heads // n_kv_heads
    D = len(weight) // n_heads
    return weight.reshape(n_kv_heads, g, D, -1)[:, -1].flatten(0, 1)
