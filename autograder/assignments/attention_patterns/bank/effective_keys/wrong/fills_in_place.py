"""The zeros of the caller are overwritten."""
# fails: manners

def effective_keys(weights):
    original = weights.clone()
    weights.clamp_(min=1e-30)
    return torch.exp(-(original * weights.log()).sum(-1))
