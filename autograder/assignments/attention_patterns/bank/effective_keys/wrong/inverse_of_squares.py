"""One over the sum of squares: another count, the participation ratio."""
# fails: example values

def effective_keys(weights):
    return 1 / weights.square().sum(-1)
