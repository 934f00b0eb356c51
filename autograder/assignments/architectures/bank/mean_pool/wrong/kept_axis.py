"""The axis of tokens is kept."""
# fails: values padding empty dtype

def mean_pool(hidden, real):
    kept = hidden.masked_fill(~real[:, :, None], 0)
    return kept.sum(1, keepdim=True) / real.sum(1).clamp(min=1)[:, None, None]
