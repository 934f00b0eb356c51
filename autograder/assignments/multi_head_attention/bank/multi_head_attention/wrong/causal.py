"""The future is hidden, which nobody asked for."""
# fails: heads projections

def multi_head_attention(x, w_q, w_k, w_v, w_o, n_heads):
    B, T, C = x.shape
    if C % n_heads:
        raise ValueError(f"{C} is no multiple of {n_heads}")
    D = C // n_heads
    q, k, v = (F.linear(x, w) for w in (w_q, w_k, w_v))
    q, k, v = (y.view(B, T, n_heads, D).transpose(1, 2) for y in (q, k, v))
    y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    y = y.transpose(1, 2).reshape(B, T, C)
    return F.linear(y, w_o)
