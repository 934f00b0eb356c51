"""Each query gets the later values as zeros; the weights still count them."""
# fails: future_weights values changed_future gradients rows

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.softmax(dim=-1)
    shown = visible[..., None] * v[..., None, :, :]
    return (weights[..., None] * shown).sum(dim=-2), weights
