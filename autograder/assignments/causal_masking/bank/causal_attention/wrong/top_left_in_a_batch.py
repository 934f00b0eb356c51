"""With leading dimensions and fewer queries than keys the mask starts at the top left."""
# fails: leading_dimensions

def causal_attention(q, k, v):
    T, S = (q.shape[-2], k.shape[-2])
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T if q.ndim == 2 else 0)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.masked_fill(~visible, -math.inf).softmax(dim=-1)
    return (weights @ v, weights)
