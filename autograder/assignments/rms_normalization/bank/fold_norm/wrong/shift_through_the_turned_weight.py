"""The shift is summed over the wrong axis."""
# fails: bias

def fold_norm(weight, bias, gain, shift):
    return weight * gain, bias + (weight.T @ shift if len(bias) == len(shift) else weight.sum())
