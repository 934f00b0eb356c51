"""A matrix that takes means, from the left."""

def pool_heads(weight, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError(f"{n_heads} heads cannot be pooled into {n_kv_heads}")
    g = n_heads // n_kv_heads
    D = len(weight) // n_heads
    mean = torch.eye(n_kv_heads, dtype=weight.dtype).repeat_interleave(g, dim=1) / g  # K H
    spread = torch.kron(mean, torch.eye(D, dtype=weight.dtype))  # KD HD
    return spread @ weight
