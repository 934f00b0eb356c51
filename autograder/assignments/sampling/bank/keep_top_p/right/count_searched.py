"""The size of the nucleus is searched for in the running sums."""

def keep_top_p(logits, p):
    if not 0 < p <= 1:
        raise ValueError(f"p must be above 0 and at most 1, got {p}")
    if p == 1:
        return logits.clone()
    probabilities, places = logits.softmax(dim=-1).sort(dim=-1, descending=True)
    sums = probabilities.cumsum(-1)
    n = torch.searchsorted(sums, torch.full_like(sums[..., :1], p)) + 1
    outside = torch.arange(logits.shape[-1]).expand(logits.shape) >= n
    cut = torch.zeros_like(outside).scatter(-1, places, outside)
    return logits.masked_fill(cut, -torch.inf)
