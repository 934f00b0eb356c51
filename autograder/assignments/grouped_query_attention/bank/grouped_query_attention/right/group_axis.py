"""The group as an axis of its own, in five dimensions."""

def grouped_query_attention(q, k, v, mask=None):
    H, K = q.shape[1], k.shape[1]
    if H % K:
        raise ValueError(f"{H} query heads cannot share {K} key/value heads")
    g = H // K
    q, k, v = q.unflatten(1, (K, g)), k[:, :, None], v[:, :, None]
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    return (scores.softmax(dim=-1) @ v).flatten(1, 2)
