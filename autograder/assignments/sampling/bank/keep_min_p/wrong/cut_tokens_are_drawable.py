"""A minus infinity is turned into a number."""
# fails: edges

def keep_min_p(logits, p):
    if not 0 <= p <= 1:
        raise ValueError(f"p must lie between 0 and 1, got {p}")
    probabilities = logits.softmax(dim=-1)
    kept = logits.masked_fill(probabilities < p * probabilities.amax(-1, keepdim=True), -torch.inf)
    return kept.where(logits > -torch.inf, torch.full_like(logits, -1e9))
