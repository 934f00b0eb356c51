"""The scaling is written into the queries of the caller."""
# fails: inputs_unchanged

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    q /= math.sqrt(q.shape[-1])
    scores = q @ k.transpose(-2, -1)
    weights = scores.masked_fill(~visible, -math.inf).softmax(dim=-1)
    return weights @ v, weights
