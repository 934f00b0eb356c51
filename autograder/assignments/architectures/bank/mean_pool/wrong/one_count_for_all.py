"""The longest text's count divides all."""
# fails: values gradients dtype

def mean_pool(hidden, real):
    kept = hidden.masked_fill(~real[:, :, None], 0)
    return kept.sum(1) / real.sum(1).max()
