"""The number of tokens is read from axis 1: right with one leading dimension only."""
# fails: leading_dimensions

def causal_attention(q, k, v):
    n = q.shape[1] if q.dim() > 2 else q.shape[0]
    m = k.shape[1] if k.dim() > 2 else k.shape[0]
    visible = torch.ones(n, m, dtype=torch.bool).tril(m - n)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.masked_fill(~visible, -math.inf).softmax(dim=-1)
    return weights @ v, weights
