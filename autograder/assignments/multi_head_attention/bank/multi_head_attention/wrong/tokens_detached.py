"""No gradient reaches x."""
# fails: gradients

def multi_head_attention(x, w_q, w_k, w_v, w_o, n_heads):
    x = x.detach()
    n_texts, n_tokens, width = x.shape
    if width % n_heads != 0:
        raise ValueError(f'a width of {width} cannot be shared out among {n_heads} heads')
    size = width // n_heads
    q, k, v = (F.linear(x, w).reshape(n_texts, n_tokens, n_heads, size).permute(0, 2, 1, 3) for w in (w_q, w_k, w_v))
    shares = (q @ k.mT * size ** (-0.5)).softmax(dim=-1)
    merged = (shares @ v).permute(0, 2, 1, 3).reshape(x.shape)
    return F.linear(merged, w_o)
