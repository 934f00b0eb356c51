"""The built-in computes the output."""
# fails: from_scratch

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.masked_fill(~visible, -math.inf).softmax(dim=-1)
    return torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=visible), weights
