"""A k of 0 keeps everything."""
# fails: refusal

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if not 0 <= k <= V:
        raise ValueError(f"k = {k} does not lie between 1 and V = {V}")
    if k == 0:
        return logits.clone()
    values, places = logits.topk(k, dim=-1)
    return torch.full_like(logits, -torch.inf).scatter(-1, places, values)
