"""Weights that add up to 1, times the kept vectors."""

def mean_pool(hidden, real):
    kept = hidden.masked_fill(~real[..., None], 0)
    share = real.to(hidden.dtype) / real.sum(1, keepdim=True).clamp(min=1).to(hidden.dtype)
    return torch.einsum("bt,btc->bc", share, kept)
