"""The gain touches the shift, too."""
# fails: bias

def fold_norm(weight, bias, gain, shift):
    return weight * gain, bias + (weight * gain) @ shift
