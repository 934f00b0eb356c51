"""The mask from positions: key <= query, counted from the end."""

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.arange(S) <= torch.arange(T)[:, None] + (S - T)
    scores = (q / q.shape[-1] ** 0.5) @ k.mT
    scores[..., ~visible] = float("-inf")
    weights = scores.softmax(-1)
    return weights @ v, weights
