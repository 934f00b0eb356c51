"""Weights below 0.001 add nothing."""
# fails: values

def effective_keys(weights):
    logarithms = torch.log(weights.masked_fill(weights < 1e-3, 1.0))
    return torch.exp(-(weights * logarithms).sum(dim=-1))
