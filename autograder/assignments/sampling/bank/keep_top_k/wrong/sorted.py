"""The k logits come first, at others' places."""
# fails: values rows

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if not 1 <= k <= V:
        raise ValueError(f"k = {k} does not lie between 1 and V = {V}")
    values = logits.topk(k, dim=-1).values
    rest = torch.full_like(logits, -torch.inf)
    rest[..., :k] = values
    return rest
