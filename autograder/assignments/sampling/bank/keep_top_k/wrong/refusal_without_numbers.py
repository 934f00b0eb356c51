"""The refusal names no number."""
# fails: refusal

def keep_top_k(logits, k):
    if not 1 <= k <= logits.shape[-1]:
        raise ValueError("k does not fit")
    values, places = logits.topk(k, dim=-1)
    return torch.full_like(logits, -torch.inf).scatter(-1, places, values)
