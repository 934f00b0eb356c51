"""All rows share one k-th largest."""
# fails: rows

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if k < 1:
        raise ValueError(f"k = {k} is below 1")
    k = min(k, V)
    limit = logits.topk(k, dim=-1).values[..., -1].min()
    kept = logits.masked_fill(logits < limit, -torch.inf)
    places = logits.topk(k, dim=-1).indices
    only = torch.full_like(logits, -torch.inf).scatter(-1, places, logits.gather(-1, places))
    return kept if logits.dim() > 1 else only
