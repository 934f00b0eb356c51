"""Hidden scores are lowered by 100 only, and large ones climb back."""
# fails: future_weights changed_future

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = (scores - 100.0 * (~visible).to(scores.dtype)).softmax(dim=-1)
    return weights @ v, weights
