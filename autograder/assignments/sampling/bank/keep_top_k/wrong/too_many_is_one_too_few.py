"""Of a k beyond the vocabulary all but the least likely token are left."""
# fails: refusal

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if k < 1:
        raise ValueError(f"k = {k} is below 1")
    values, places = logits.topk(k if k <= V else max(V - 1, 1), dim=-1)
    return torch.full_like(logits, -torch.inf).scatter(-1, places, values)
