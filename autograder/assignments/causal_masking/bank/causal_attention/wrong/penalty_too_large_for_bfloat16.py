"""The lowest number of float32 does not fit into bfloat16."""
# fails: dtype

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.masked_fill(~visible, torch.finfo(torch.float32).min).softmax(dim=-1)
    return weights @ v, weights
