"""A mask of what is kept."""

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if not 1 <= k <= V:
        raise ValueError(f"k = {k} does not lie between 1 and V = {V}")
    keep = torch.zeros(logits.shape, dtype=torch.bool)
    keep.scatter_(-1, logits.topk(k, dim=-1).indices, True)
    return torch.where(keep, logits, torch.full_like(logits, -torch.inf))
