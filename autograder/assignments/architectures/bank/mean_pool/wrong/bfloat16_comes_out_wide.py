"""bfloat16 is averaged in float32 and stays there."""
# fails: dtype

def mean_pool(hidden, real):
    wide = hidden.float() if hidden.dtype == torch.bfloat16 else hidden
    kept = wide.masked_fill(~real[:, :, None], 0.0)
    return kept.sum(dim=1) / real.sum(dim=1, keepdim=True).clamp(min=1)
