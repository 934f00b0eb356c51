"""The queries of a group stand below each other as if they were tokens."""

def grouped_query_attention(q, k, v, mask=None):
    (B, H, T, D), K = q.shape, k.size(1)
    group, rest = divmod(H, K)
    if rest:
        raise ValueError(f"{H} query heads, divided by {K} key/value heads, leave {rest}")
    tall = q.reshape(B, K, group * T, D)
    logits = tall @ k.transpose(2, 3) / math.sqrt(D)
    if mask is not None:
        logits = logits.masked_fill(torch.cat([~mask] * group), -math.inf)
    shares = torch.exp(logits - logits.detach().amax(-1, keepdim=True))
    read = shares @ v / shares.sum(-1, keepdim=True)
    return read.reshape(q.shape)
