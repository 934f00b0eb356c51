"""One number for all rows."""
# fails: example values manners

def effective_keys(weights):
    terms = weights * weights.masked_fill(weights == 0, 1).log()
    return torch.exp(-terms.sum(-1)).mean()
