"""A group is taken to have K heads."""
# fails: values ends

def pool_heads(weight, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError(f"{n_heads} heads cannot be pooled into {n_kv_heads}")
    g = n_heads // n_kv_heads
    D = len(weight) // n_heads
    return weight.reshape(-1, n_kv_heads, D, weight.shape[1]).mean(1).flatten(0, 1)
