"""Divided by the gain."""
# fails: weight manners

def fold_norm(weight, bias, gain, shift):
    return weight / gain, bias + weight @ shift
