"""Weights beside the likeliest token, without a sum."""

def keep_min_p(logits, p):
    if not 0 <= p <= 1:
        raise ValueError(f"p must lie between 0 and 1, got {p}")
    weight = (logits - logits.max(dim=-1, keepdim=True).values).exp()
    return logits.masked_fill(weight < p, float("-inf"))
