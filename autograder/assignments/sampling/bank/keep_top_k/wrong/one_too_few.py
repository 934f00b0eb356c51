"""k - 1 are kept."""
# fails: values rows ties

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if k < 1:
        raise ValueError(f"k = {k} is below 1")
    k = min(k, V)
    values, places = logits.topk(max(k - 1, 1), dim=-1)
    return torch.full_like(logits, -torch.inf).scatter(-1, places, values)
