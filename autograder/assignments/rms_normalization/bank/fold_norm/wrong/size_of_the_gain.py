"""Negative gains lose their sign."""
# fails: weight

def fold_norm(weight, bias, gain, shift):
    return weight * gain.abs(), bias + weight @ shift
