"""The k logits come first, at others' places."""
# fails: values rows

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if k < 1:
        raise ValueError(f"k = {k} is below 1")
    k = min(k, V)
    values = logits.topk(k, dim=-1).values
    rest = torch.full_like(logits, -torch.inf)
    rest[..., :k] = values
    return rest
