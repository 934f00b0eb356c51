"""Weights below 0.0001 count as 0.0001 in the logarithm."""
# fails: values

def effective_keys(weights):
    return torch.exp(-(weights * weights.clamp(min=1e-4).log()).sum(dim=-1))
