"""One over the largest weight."""
# fails: example values

def effective_keys(weights):
    return 1 / weights.amax(-1)
