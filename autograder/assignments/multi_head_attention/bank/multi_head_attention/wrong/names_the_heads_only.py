"""The refusal does not say which width."""
# fails: refusal

def multi_head_attention(x, w_q, w_k, w_v, w_o, n_heads):
    C = x.shape[-1]
    if C % n_heads:
        raise ValueError(f"no {n_heads} heads")
    q, k, v = (F.linear(x, w).unflatten(-1, (n_heads, -1)).transpose(1, 2) for w in (w_q, w_k, w_v))
    heads = F.scaled_dot_product_attention(q, k, v)
    return F.linear(heads.transpose(1, 2).flatten(2), w_o)
