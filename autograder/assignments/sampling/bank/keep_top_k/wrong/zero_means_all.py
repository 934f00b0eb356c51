"""A k of 0 keeps everything."""
# fails: refusal

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if k < 0:
        raise ValueError(f"k = {k} is below 1")
    if k == 0:
        return logits.clone()
    k = min(k, V)
    values, places = logits.topk(k, dim=-1)
    return torch.full_like(logits, -torch.inf).scatter(-1, places, values)
