"""No gradient reaches the values."""
# fails: gradients

def causal_attention(q, k, v):
    v = v.detach()
    T, S = (q.shape[-2], k.shape[-2])
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.masked_fill(~visible, -math.inf).softmax(dim=-1)
    return (weights @ v, weights)
