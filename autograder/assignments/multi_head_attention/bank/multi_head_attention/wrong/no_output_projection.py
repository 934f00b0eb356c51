"""The last matrix is left out."""
# fails: projections gradients

def multi_head_attention(x, w_q, w_k, w_v, w_o, n_heads):
    B, T, C = x.shape
    if C % n_heads:
        raise ValueError(f"{C} is no multiple of {n_heads}")
    D = C // n_heads
    q, k, v = (F.linear(x, w) for w in (w_q, w_k, w_v))
    q, k, v = (y.view(B, T, n_heads, D).transpose(1, 2) for y in (q, k, v))
    weights = (q @ k.transpose(-2, -1) / math.sqrt(D)).softmax(dim=-1)
    y = weights @ v
    y = y.transpose(1, 2).reshape(B, T, C)
    return y
