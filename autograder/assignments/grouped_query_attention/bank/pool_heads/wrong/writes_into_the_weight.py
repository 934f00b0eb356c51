"""The mean is put into the weight that came in."""
# fails: manners

def pool_heads(weight, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError(f"{n_heads} heads cannot be pooled into {n_kv_heads}")
    g = n_heads // n_kv_heads
    D = len(weight) // n_heads
    for i in range(n_kv_heads):
        first = i * g * D
        for h in range(1, g):
            weight[first : first + D] += weight[first + h * D : first + (h + 1) * D]
        weight[first : first + D] /= g
    return weight.reshape(n_kv_heads, g, D, -1)[:, 0].flatten(0, 1)
