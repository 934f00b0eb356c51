"""Writes into the weight."""
# fails: manners

def fold_norm(weight, bias, gain, shift):
    new_bias = bias + weight @ shift
    weight *= gain
    return weight, new_bias
