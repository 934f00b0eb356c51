"""All rows share k tokens."""
# fails: rows

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if k < 1:
        raise ValueError(f"k = {k} is below 1")
    k = min(k, V)
    flat = logits.flatten()
    values, places = flat.topk(k)
    return torch.full_like(flat, -torch.inf).scatter(0, places, values).reshape(logits.shape)
