"""Hidden scores are set to -10,000: scores of 100,000 lie further apart."""
# fails: future_weights

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = torch.where(visible, scores, -1e4).softmax(dim=-1)
    return weights @ v, weights
