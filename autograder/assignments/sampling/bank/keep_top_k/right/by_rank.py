"""The rank of each token, by sorting twice."""

def keep_top_k(logits, k):
    if k < 1:
        raise ValueError(f"{k} tokens cannot be kept")
    falling = logits.argsort(dim=-1, descending=True, stable=True)
    rank = falling.argsort(dim=-1)
    return logits.masked_fill(rank >= k, -torch.inf)
