"""Values are repeated along the keys and cut again: tokens are mixed up."""
# fails: groups

def grouped_query_attention(q, k, v, mask=None):
    H, K = q.shape[1], k.shape[1]
    if H % K:
        raise ValueError(f"{H} query heads cannot share {K} key/value heads")
    g = H // K
    k = k.repeat_interleave(g, dim=1)
    v = v.repeat_interleave(g, dim=2).reshape(v.shape[0], H, v.shape[2], -1)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    return scores.softmax(dim=-1) @ v
