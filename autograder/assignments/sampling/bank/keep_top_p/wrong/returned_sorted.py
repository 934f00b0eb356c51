"""The logits come back sorted."""
# fails: values rows manners

def keep_top_p(logits, p):
    if not 0 < p <= 1:
        raise ValueError(f"p must be above 0 and at most 1, got {p}")
    if p == 1:
        return logits.clone()
    falling = logits.sort(dim=-1, descending=True).values
    probabilities = falling.softmax(-1)
    return falling.masked_fill(probabilities.cumsum(-1) - probabilities >= p, -torch.inf)
