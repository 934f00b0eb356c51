"""The mean of the padding."""
# fails: values padding empty gradients dtype

def mean_pool(hidden, real):
    kept = hidden.masked_fill(real[:, :, None], 0)
    return kept.sum(1) / (~real).sum(1, keepdim=True).clamp(min=1)
