"""Everything in float32."""
# fails: values padding empty dtype

def mean_pool(hidden, real):
    kept = hidden.float().masked_fill(~real[:, :, None], 0)
    return kept.sum(1) / real.sum(1, keepdim=True).clamp(min=1)
