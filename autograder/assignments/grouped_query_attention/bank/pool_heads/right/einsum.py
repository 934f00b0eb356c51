"""A contraction that sums over the group."""

def pool_heads(weight, n_heads, n_kv_heads):
    g = n_heads // n_kv_heads
    if g * n_kv_heads < n_heads:
        raise ValueError(f"{n_kv_heads} equal groups cannot be made of {n_heads} heads")
    groups = weight.unflatten(0, (n_kv_heads, g, -1))
    return torch.einsum("kgdc->kdc", groups).div(g).flatten(end_dim=1)
