"""A matrix from the left that sums the heads of each group; then the sums are divided."""

def pool_heads(weight, n_heads, n_kv_heads):
    if n_heads % n_kv_heads != 0:
        raise ValueError(f"n_kv_heads = {n_kv_heads} does not divide n_heads = {n_heads}")
    own = torch.arange(n_heads) * n_kv_heads // n_heads  # the group of each head
    member = F.one_hot(own, n_kv_heads).T.to(weight.dtype)  # K H
    heads = weight.reshape(n_heads, -1)  # H DC
    return (member @ heads * n_kv_heads / n_heads).reshape(-1, weight.shape[1])
