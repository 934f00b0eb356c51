"""The number of heads is ignored."""
# fails: heads projections exchanged_heads

def multi_head_attention(x, w_q, w_k, w_v, w_o, n_heads):
    B, T, C = x.shape
    if C % n_heads:
        raise ValueError(f"{C} is no multiple of {n_heads}")
    D = C // n_heads
    q, k, v = (F.linear(x, w) for w in (w_q, w_k, w_v))
    weights = (q @ k.transpose(-2, -1) / math.sqrt(C)).softmax(dim=-1)
    y = weights @ v
    return F.linear(y, w_o)
