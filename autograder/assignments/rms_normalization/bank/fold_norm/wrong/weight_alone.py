"""Only the weight comes back."""
# fails: weight bias manners

def fold_norm(weight, bias, gain, shift):
    return weight * gain
