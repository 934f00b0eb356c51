"""0 · inf for the visible keys: everything becomes NaN."""
# fails: values shapes future_weights rows changed_future gradients dtype stability leading_dimensions fewer_queries inputs_unchanged from_scratch

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = (scores + (1 - visible.to(scores.dtype)) * -math.inf).softmax(dim=-1)
    return weights @ v, weights
