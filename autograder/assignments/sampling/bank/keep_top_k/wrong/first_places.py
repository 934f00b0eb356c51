"""The first k places are kept."""
# fails: values rows ties refusal

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if not 1 <= k <= V:
        raise ValueError(f"k = {k} does not lie between 1 and V = {V}")
    result = torch.full_like(logits, -torch.inf)
    result[..., :k] = logits[..., :k]
    return result
