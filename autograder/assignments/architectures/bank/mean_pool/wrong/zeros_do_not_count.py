"""Real tokens whose vectors are zeros are not counted."""
# fails: values

def mean_pool(hidden, real):
    kept = hidden.masked_fill(~real[:, :, None], 0.0)
    counts = (kept != 0).any(dim=-1).sum(dim=1, keepdim=True).clamp(min=1)
    return kept.sum(dim=1) / counts
