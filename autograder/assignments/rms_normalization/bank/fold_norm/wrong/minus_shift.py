"""The shift is taken away."""
# fails: bias

def fold_norm(weight, bias, gain, shift):
    return weight * gain, bias - weight @ shift
