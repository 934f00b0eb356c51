"""The queries of a group stand below each other as if they were tokens."""

def grouped_query_attention(q, k, v, mask=None):
    H, K = q.shape[1], k.shape[1]
    if H % K:
        raise ValueError(f"{H} query heads cannot share {K} key/value heads")
    g = H // K
    T = q.shape[2]
    q = q.unflatten(1, (K, g)).flatten(2, 3)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask.repeat(g, 1), -math.inf)
    return (scores.softmax(dim=-1) @ v).unflatten(2, (g, T)).flatten(1, 2)
