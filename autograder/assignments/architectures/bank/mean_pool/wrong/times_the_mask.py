"""The mask is multiplied: 0 · inf is NaN."""
# fails: padding

def mean_pool(hidden, real):
    counts = real.sum(1, keepdim=True).clamp(min=1)
    return (hidden * real[:, :, None]).sum(1) / counts
