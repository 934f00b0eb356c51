"""The mask is turned round where it lies."""
# fails: gradients

def grouped_query_attention(q, k, v, mask=None):
    H, K = q.shape[1], k.shape[1]
    if H % K:
        raise ValueError(f"{H} query heads cannot share {K} key/value heads")
    g = H // K
    k, v = (x.repeat_interleave(g, dim=1) for x in (k, v))
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask.logical_not_(), -math.inf)
    return scores.softmax(dim=-1) @ v
