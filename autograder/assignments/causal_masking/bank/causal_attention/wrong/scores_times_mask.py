"""The scores are multiplied by the mask: hidden ones become 0, not -inf."""
# fails: future_weights values changed_future gradients

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = (scores * visible).softmax(dim=-1)
    return weights @ v, weights
