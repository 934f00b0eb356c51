"""PyTorch's split, and what is not queries is halved."""

def split_qkv(weight, n_heads, n_kv_heads):
    n = n_heads + 2 * n_kv_heads
    if not (weight.shape[0] / n).is_integer():
        raise ValueError(f"R = {weight.shape[0]} must be a multiple of H + 2K = {n}")
    one = weight.shape[0] // n
    queries, others = torch.split(weight, [one * n_heads, one * (n - n_heads)], dim=0)
    return queries, *others.chunk(2)
