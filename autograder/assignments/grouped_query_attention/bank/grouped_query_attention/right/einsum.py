"""Everything in two contractions; the mask is added."""

def grouped_query_attention(q, k, v, mask=None):
    B, H, T, D = q.shape
    K, S = k.shape[1:3]
    if H % K:
        raise ValueError(f"H = {H}, K = {K}")
    scores = torch.einsum("bkgtd,bksd->bkgts", q.reshape(B, K, H // K, T, D), k) / D**0.5
    if mask is not None:
        scores = scores + torch.zeros(T, S, dtype=q.dtype).masked_fill(mask.logical_not(), -math.inf)
    weights = scores.softmax(-1)
    return torch.einsum("bkgts,bksd->bkgtd", weights, v).reshape(B, H, T, D)
