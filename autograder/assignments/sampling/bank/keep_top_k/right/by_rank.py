"""The rank of each token, by sorting twice."""

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if not 1 <= k <= V:
        raise ValueError(f"k = {k} does not lie between 1 and V = {V}")
    order = logits.argsort(dim=-1, descending=True, stable=True)
    return logits.masked_fill(order.argsort(dim=-1) >= k, -torch.inf)
