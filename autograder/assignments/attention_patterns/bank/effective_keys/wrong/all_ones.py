"""Ones of the right shape."""
# fails: example values manners

def effective_keys(weights):
    return torch.ones_like(weights[..., 0])
