"""The sum of what is kept, by its number."""

def mean_pool(hidden, real):
    kept = torch.where(real.unsqueeze(-1), hidden, torch.zeros((), dtype=hidden.dtype))
    return kept.sum(1) / real.sum(1).clamp(min=1).unsqueeze(1)
