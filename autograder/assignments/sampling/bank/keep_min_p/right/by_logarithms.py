"""A distance of logits in place of a ratio of probabilities."""

def keep_min_p(logits, p):
    if not 0 <= p <= 1:
        raise ValueError(f"p must lie between 0 and 1, got {p}")
    limit = logits.amax(dim=-1, keepdim=True) + (math.log(p) if p > 0 else -math.inf)
    return torch.where(logits >= limit, logits, torch.full_like(logits, -math.inf))
