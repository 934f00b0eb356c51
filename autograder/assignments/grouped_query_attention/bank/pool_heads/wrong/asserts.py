"""An assertion in place of a `ValueError`."""
# fails: refusal

def pool_heads(weight, n_heads, n_kv_heads):
    assert n_heads % n_kv_heads == 0
    g = n_heads // n_kv_heads
    D = len(weight) // n_heads
    return weight.reshape(n_kv_heads, g, D, -1).mean(1).flatten(0, 1)
