"""Exponentials of the bare logits overflow, and no sum of NaN reaches p."""
# fails: edges

def keep_top_p(logits, p):
    if not 0 < p <= 1:
        raise ValueError(f"p must be above 0 and at most 1, got {p}")
    if p == 1:
        return logits.clone()
    weight = logits.exp()
    falling, places = (weight / weight.sum(dim=-1, keepdim=True)).sort(dim=-1, descending=True)
    outside = falling.cumsum(dim=-1) - falling >= p
    cut = torch.zeros_like(outside).scatter(-1, places, outside)
    return logits.masked_fill(cut, -math.inf)
