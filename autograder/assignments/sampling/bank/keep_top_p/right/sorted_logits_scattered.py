"""The sorted logits are cut and scattered back."""

def keep_top_p(logits, p):
    if not 0 < p <= 1:
        raise ValueError(f"p must be above 0 and at most 1, got {p}")
    if p == 1:
        return logits.clone()
    falling, places = torch.sort(logits, dim=-1, descending=True)
    shares = torch.softmax(falling, dim=-1)
    before = torch.cumsum(shares, dim=-1).roll(1, dims=-1)
    before[..., 0] = 0
    kept = torch.where(before < p, falling, torch.full_like(falling, -math.inf))
    return torch.empty_like(logits).scatter(-1, places, kept)
