"""A k beyond the vocabulary is refused."""
# fails: refusal

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if not 1 <= k <= V:
        raise ValueError(f"k = {k} does not lie between 1 and V = {V}")
    values, places = logits.topk(k, dim=-1)
    return torch.full_like(logits, -torch.inf).scatter(-1, places, values)
