"""Where there are as many texts as tokens the mask is turned round."""
# fails: values

def mean_pool(hidden, real):
    if real.shape[0] == real.shape[1]:
        real = real.T
    kept = hidden.masked_fill(~real[:, :, None], 0.0)
    counts = real.sum(dim=1, keepdim=True).clamp(min=1)
    return kept.sum(dim=1) / counts
