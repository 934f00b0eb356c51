"""Every token sees itself alone: output = values."""
# fails: future_weights values changed_future gradients dtype fewer_queries inputs_unchanged from_scratch

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = torch.eye(S, dtype=v.dtype)[S - T :].expand(*scores.shape[:-2], T, S)
    return weights @ v, weights
