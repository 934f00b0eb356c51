"""The padding of the input is set to zero."""
# fails: dtype

def mean_pool(hidden, real):
    hidden[~real] = 0
    return hidden.sum(1) / real.sum(1, keepdim=True).clamp(min=1)
