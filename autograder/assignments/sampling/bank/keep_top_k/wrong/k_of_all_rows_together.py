"""All rows share k tokens."""
# fails: rows

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if not 1 <= k <= V:
        raise ValueError(f"k = {k} does not lie between 1 and V = {V}")
    flat = logits.flatten()
    values, places = flat.topk(k)
    return torch.full_like(flat, -torch.inf).scatter(0, places, values).reshape(logits.shape)
