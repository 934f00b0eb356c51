"""One head after the other, on slices of the matrices."""

def multi_head_attention(x, w_q, w_k, w_v, w_o, n_heads):
    B, T, C = x.shape
    if C % n_heads:
        raise ValueError(f"{C} is no multiple of {n_heads}")
    D = C // n_heads
    heads = []
    for h in range(n_heads):
        own = slice(h * D, (h + 1) * D)
        q, k, v = (x @ w[own].T for w in (w_q, w_k, w_v))
        weights = (q @ k.transpose(1, 2) / D**0.5).softmax(-1)
        heads.append(weights @ v)
    return torch.cat(heads, dim=-1) @ w_o.T
