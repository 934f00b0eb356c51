"""The mask lies over heads and keys, not over queries and keys."""
# fails: leading_dimensions

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if scores.dim() == 4:
        visible = torch.ones(q.shape[1], S, dtype=torch.bool).tril()[:, None, :]
    weights = scores.masked_fill(~visible, -math.inf).softmax(dim=-1)
    return weights @ v, weights
