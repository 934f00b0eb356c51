"""Positions in 8 bits begin again after 127."""
# fails: values

def causal_attention(q, k, v):
    T, S = (q.shape[-2], k.shape[-2])
    visible = torch.arange(S).to(torch.int8) <= torch.arange(S - T, S).to(torch.int8)[:, None]
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.masked_fill(~visible, -math.inf).softmax(dim=-1)
    return (weights @ v, weights)
