"""A mask of what is kept."""

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if k < 1:
        raise ValueError(f"k = {k} is below 1")
    k = min(k, V)
    keep = torch.zeros(logits.shape, dtype=torch.bool)
    keep.scatter_(-1, logits.topk(k, dim=-1).indices, True)
    return torch.where(keep, logits, torch.full_like(logits, -torch.inf))
