"""Query heads that do not come out even read the last key/value head."""
# fails: refusal

def grouped_query_attention(q, k, v, mask=None):
    H, K = q.shape[1], k.shape[1]
    g = H // K
    heads = (torch.arange(H) // max(g, 1)).clamp(max=K - 1)
    k, v = k[:, heads], v[:, heads]
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    return scores.softmax(dim=-1) @ v
