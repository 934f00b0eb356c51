"""The weight comes back turned."""
# fails: weight

def fold_norm(weight, bias, gain, shift):
    return (weight * gain).T.contiguous(), bias + weight @ shift
