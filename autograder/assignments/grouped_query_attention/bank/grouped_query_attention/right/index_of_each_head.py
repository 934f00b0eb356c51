"""Each query head picks its key/value head by number."""

def grouped_query_attention(q, k, v, mask=None):
    n, shared = q.shape[1], k.shape[1]
    if n % shared != 0:
        raise ValueError(f"H = {n} is no multiple of K = {shared}")
    picked = [h // (n // shared) for h in range(n)]
    scores = torch.einsum("bhtd,bhsd->bhts", q, k[:, picked]).mul(1 / math.sqrt(q.shape[3]))
    if mask is not None:
        scores.masked_fill_(mask.logical_not(), -math.inf)
    return torch.einsum("bhts,bhsd->bhtd", torch.softmax(scores, dim=3), v[:, picked])
