"""A single text loses its axis."""
# fails: values padding

def mean_pool(hidden, real):
    kept = hidden.masked_fill(~real[:, :, None], 0.0)
    counts = real.sum(dim=1, keepdim=True).clamp(min=1)
    return (kept.sum(dim=1) / counts).squeeze(0)
