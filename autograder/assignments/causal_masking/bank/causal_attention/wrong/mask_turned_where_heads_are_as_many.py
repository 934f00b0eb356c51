"""Where there are as many heads as tokens the mask is laid over the heads."""
# fails: leading_dimensions

def causal_attention(q, k, v):
    T, S = (q.shape[-2], k.shape[-2])
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    if q.ndim > 2 and q.shape[-3] == T == S:
        visible = visible[:, None]
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.masked_fill(~visible, -math.inf).softmax(dim=-1)
    return (weights @ v, weights)
