"""The first k places are kept."""
# fails: values rows ties refusal

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if k < 1:
        raise ValueError(f"k = {k} is below 1")
    k = min(k, V)
    result = torch.full_like(logits, -torch.inf)
    result[..., :k] = logits[..., :k]
    return result
