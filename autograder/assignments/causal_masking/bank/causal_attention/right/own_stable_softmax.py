"""A softmax of one's own over the visible keys."""

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    highest = scores.masked_fill(~visible, -math.inf).amax(dim=-1, keepdim=True)
    shares = (scores.masked_fill(~visible, -math.inf) - highest).exp()
    weights = shares / shares.sum(dim=-1, keepdim=True)
    return weights @ v, weights
