"""Bias first, weight second."""
# fails: weight bias manners

def fold_norm(weight, bias, gain, shift):
    return bias + weight @ shift, weight * gain
