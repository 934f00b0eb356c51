"""The shift is added without going through the weight."""
# fails: bias

def fold_norm(weight, bias, gain, shift):
    return weight * gain, bias + (shift if len(shift) == len(bias) else shift.sum())
