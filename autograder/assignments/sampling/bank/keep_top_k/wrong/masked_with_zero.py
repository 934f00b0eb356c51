"""What is cut gets the logit 0."""
# fails: values rows ties

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if k < 1:
        raise ValueError(f"k = {k} is below 1")
    k = min(k, V)
    values, places = logits.topk(k, dim=-1)
    return torch.zeros_like(logits).scatter(-1, places, values)
