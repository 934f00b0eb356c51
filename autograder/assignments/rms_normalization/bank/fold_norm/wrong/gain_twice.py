"""The gain is multiplied in twice."""
# fails: weight manners

def fold_norm(weight, bias, gain, shift):
    return weight * gain.square(), bias + weight @ shift
