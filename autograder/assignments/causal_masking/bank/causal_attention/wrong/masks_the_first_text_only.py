"""Only the first entry of the leading dimension is masked."""
# fails: leading_dimensions

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    hidden = ~visible.expand_as(scores).clone()
    if scores.dim() > 2:
        hidden[1:] = False
    weights = scores.masked_fill(hidden, -math.inf).softmax(dim=-1)
    return weights @ v, weights
