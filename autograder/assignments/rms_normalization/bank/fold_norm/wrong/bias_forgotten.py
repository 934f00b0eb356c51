"""The old bias is lost."""
# fails: bias manners

def fold_norm(weight, bias, gain, shift):
    return weight * gain, weight @ shift
