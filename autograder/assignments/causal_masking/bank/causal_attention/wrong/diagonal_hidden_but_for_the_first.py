"""Only the first token may see itself."""
# fails: future_weights values

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    visible = visible.clone()
    if T == S:
        visible &= ~torch.eye(T, dtype=torch.bool)
        visible[0, 0] = True
    weights = scores.masked_fill(~visible, -math.inf).softmax(dim=-1)
    return weights @ v, weights
