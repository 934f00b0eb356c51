"""0 times log 0 becomes NaN."""
# fails: example values manners

def effective_keys(weights):
    return torch.exp(-(weights * weights.log()).sum(-1))
