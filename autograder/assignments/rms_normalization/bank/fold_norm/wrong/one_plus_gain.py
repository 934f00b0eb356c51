"""1 + gain."""
# fails: weight manners

def fold_norm(weight, bias, gain, shift):
    return weight * (1 + gain), bias + weight @ shift
