"""The refusal does not name k."""
# fails: refusal

def keep_top_k(logits, k):
    if k < 1:
        raise ValueError("k does not fit")
    values, places = logits.topk(min(k, logits.shape[-1]), dim=-1)
    return torch.full_like(logits, -torch.inf).scatter(-1, places, values)
