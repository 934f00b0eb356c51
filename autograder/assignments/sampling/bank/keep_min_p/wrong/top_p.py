"""The smallest set that reaches p."""
# fails: values rows

def keep_min_p(logits, p):
    if not 0 <= p <= 1:
        raise ValueError(f"p must lie between 0 and 1, got {p}")
    probabilities = logits.softmax(dim=-1)
    falling, places = probabilities.sort(dim=-1, descending=True)
    outside = falling.cumsum(-1) - falling >= p
    cut = torch.zeros_like(outside).scatter(-1, places, outside)
    return logits.masked_fill(cut, -torch.inf)
