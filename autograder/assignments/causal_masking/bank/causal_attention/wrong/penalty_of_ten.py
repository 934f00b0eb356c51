"""Hidden scores are lowered by 10 only: e⁻¹⁰ is small, not zero."""
# fails: future_weights values changed_future gradients

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = (scores - 10.0 * (~visible).to(scores.dtype)).softmax(dim=-1)
    return weights @ v, weights
