"""The weight stays as it was."""
# fails: weight manners

def fold_norm(weight, bias, gain, shift):
    return weight.clone(), bias + weight @ shift
