"""An axis for the group, expanded and flattened."""

def grouped_query_attention(q, k, v, mask=None):
    B, H, T, D = q.shape
    K, S = k.shape[1:3]
    if H % K > 0:
        raise ValueError(f"there are {H} query heads and {K} key/value heads")

    def for_query_heads(x):
        return x.unsqueeze(2).expand(B, K, H // K, S, D).reshape(B, H, S, D)

    scores = torch.matmul(q * D**-0.5, for_query_heads(k).mT)
    if mask is not None:
        scores = torch.where(mask, scores, float("-inf"))
    return F.softmax(scores, dim=3).matmul(for_query_heads(v))
