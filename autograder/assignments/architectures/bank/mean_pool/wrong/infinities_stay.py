"""NaN at the padding is cleared, inf is multiplied by 0 and becomes NaN."""
# fails: padding

def mean_pool(hidden, real):
    cleared = torch.where(hidden.isnan(), torch.zeros_like(hidden), hidden)
    counts = real.sum(dim=1, keepdim=True).clamp(min=1)
    return (cleared * real[:, :, None]).sum(dim=1) / counts
