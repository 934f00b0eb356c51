"""Exponentials of the bare logits overflow, and nothing is below infinity."""
# fails: edges

def keep_min_p(logits, p):
    if not 0 <= p <= 1:
        raise ValueError(f"p must lie between 0 and 1, got {p}")
    weight = logits.exp()
    return logits.masked_fill(weight < p * weight.amax(dim=-1, keepdim=True), -math.inf)
