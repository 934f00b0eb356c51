"""What is cut gets minus a billion, not minus infinity."""
# fails: values rows ties

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if not 1 <= k <= V:
        raise ValueError(f"k = {k} does not lie between 1 and V = {V}")
    values, places = logits.topk(k, dim=-1)
    return torch.full_like(logits, -1e9).scatter(-1, places, values)
