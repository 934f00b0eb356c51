"""A table of 0 and -inf is added, in the dtype of the scores."""

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    penalty = torch.full((T, S), -math.inf, dtype=scores.dtype).triu(S - T + 1)
    weights = (scores + penalty).softmax(dim=-1)
    return weights @ v, weights
