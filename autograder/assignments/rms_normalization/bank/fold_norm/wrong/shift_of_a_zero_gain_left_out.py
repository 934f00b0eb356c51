"""Where the gain is zero the shift is left out, too."""
# fails: bias

def fold_norm(weight, bias, gain, shift):
    return weight * gain, bias + weight @ (shift * gain.sign().abs())
