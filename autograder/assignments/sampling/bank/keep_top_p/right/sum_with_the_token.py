"""The sum with each token, moved by one place."""

def keep_top_p(logits, p):
    if not 0 < p <= 1:
        raise ValueError(f"p must be above 0 and at most 1, got {p}")
    if p == 1:
        return logits.clone()
    probabilities, places = logits.softmax(dim=-1).sort(dim=-1, descending=True)
    reached = probabilities.cumsum(-1) >= p
    outside = torch.cat([torch.zeros_like(reached[..., :1]), reached[..., :-1]], dim=-1)
    cut = torch.zeros_like(outside).scatter(-1, places, outside)
    return logits.masked_fill(cut, -torch.inf)
