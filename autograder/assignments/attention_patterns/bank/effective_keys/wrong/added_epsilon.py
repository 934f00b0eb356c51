"""A small number is added to every weight before the logarithm."""
# fails: example values manners

def effective_keys(weights):
    return torch.exp(-(weights * (weights + 1e-3).log()).sum(-1))
