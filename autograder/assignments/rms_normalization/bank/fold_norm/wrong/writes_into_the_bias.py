"""Writes into the bias."""
# fails: manners

def fold_norm(weight, bias, gain, shift):
    bias += weight @ shift
    return weight * gain, bias
