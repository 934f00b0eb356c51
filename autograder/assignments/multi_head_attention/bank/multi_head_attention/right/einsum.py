"""Everything as sums over named axes."""

def multi_head_attention(x, w_q, w_k, w_v, w_o, n_heads):
    B, T, C = x.shape
    if C % n_heads:
        raise ValueError(f"{C} is no multiple of {n_heads}")
    D = C // n_heads
    q, k, v = (
        torch.einsum("btc,hdc->bhtd", x, w.reshape(n_heads, D, C)) for w in (w_q, w_k, w_v)
    )
    scores = torch.einsum("bhtd,bhsd->bhts", q, k) * D**-0.5
    y = torch.einsum("bhts,bhsd->bhtd", scores.softmax(-1), v)
    return torch.einsum("bhtd,ohd->bto", y, w_o.reshape(C, n_heads, D))
