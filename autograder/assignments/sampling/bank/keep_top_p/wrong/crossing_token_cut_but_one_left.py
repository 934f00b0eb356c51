"""The token that crosses p is cut, except the first."""
# fails: values rows

def keep_top_p(logits, p):
    if not 0 < p <= 1:
        raise ValueError(f"p must be above 0 and at most 1, got {p}")
    if p == 1:
        return logits.clone()
    probabilities, places = logits.softmax(dim=-1).sort(dim=-1, descending=True)
    outside = probabilities.cumsum(-1) > p
    outside[..., 0] = False
    cut = torch.zeros_like(outside).scatter(-1, places, outside)
    return logits.masked_fill(cut, -torch.inf)
