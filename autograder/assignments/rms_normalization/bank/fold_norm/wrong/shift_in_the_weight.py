"""The shift is added to the weight, where it does not belong."""
# fails: weight

def fold_norm(weight, bias, gain, shift):
    return weight * gain + shift, bias + weight @ shift
