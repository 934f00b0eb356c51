"""Group by group, head by head."""

def pool_heads(weight, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError(f"{n_heads} heads cannot be pooled into {n_kv_heads}")
    g = n_heads // n_kv_heads
    D = len(weight) // n_heads
    heads = weight.split(D)
    pooled = [torch.stack(heads[i : i + g]).mean(0) for i in range(0, n_heads, g)]
    return torch.cat(pooled)
