"""torch.where picks 0 where the weight is 0."""

def effective_keys(weights):
    safe = torch.where(weights > 0, weights, torch.ones_like(weights))
    return torch.exp(-torch.sum(weights * torch.log(safe), -1))
