"""The sum with each token, moved by one place."""

def keep_top_p(logits, p):
    if not 0 < p <= 1:
        raise ValueError(f"p must be above 0 and at most 1, got {p}")
    order = logits.argsort(-1, descending=True)
    sums = logits.softmax(-1).gather(-1, order).cumsum(-1)
    inside = torch.ones_like(order, dtype=torch.bool)
    inside[..., 1:] = sums[..., :-1] < p
    kept = torch.empty_like(inside).scatter_(-1, order, inside)
    return torch.where(kept | (p == 1), logits, -math.inf)
