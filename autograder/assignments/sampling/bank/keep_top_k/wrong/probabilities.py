"""Probabilities of what is left, in place of logits."""
# fails: values rows ties

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if k < 1:
        raise ValueError(f"k = {k} is below 1")
    k = min(k, V)
    places = logits.topk(k, dim=-1).indices
    kept = torch.full_like(logits, -torch.inf).scatter(-1, places, logits.gather(-1, places))
    return kept.softmax(dim=-1)
