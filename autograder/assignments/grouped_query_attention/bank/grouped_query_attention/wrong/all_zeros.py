"""Nothing but zeros."""
# fails: groups reach scale mask refusal gradients dtype

def grouped_query_attention(q, k, v, mask=None):
    H, K = q.shape[1], k.shape[1]
    g = H // K
    return torch.zeros_like(q)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    return scores.softmax(dim=-1) @ v
