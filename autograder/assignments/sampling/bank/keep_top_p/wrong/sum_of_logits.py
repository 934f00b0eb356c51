"""Logits are added up in place of probabilities."""
# fails: values rows

def keep_top_p(logits, p):
    if not 0 < p <= 1:
        raise ValueError(f"p must be above 0 and at most 1, got {p}")
    if p == 1:
        return logits.clone()
    falling, places = logits.sort(dim=-1, descending=True)
    outside = falling.cumsum(-1) - falling >= p
    cut = torch.zeros_like(outside).scatter(-1, places, outside)
    return logits.masked_fill(cut, -torch.inf)
