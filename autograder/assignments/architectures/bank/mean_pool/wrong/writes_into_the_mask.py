"""The mask is turned round in place."""
# fails: dtype

def mean_pool(hidden, real):
    kept = hidden.masked_fill(real.logical_not_()[:, :, None], 0.0)
    counts = (~real).sum(dim=1, keepdim=True).clamp(min=1)
    return kept.sum(dim=1) / counts
