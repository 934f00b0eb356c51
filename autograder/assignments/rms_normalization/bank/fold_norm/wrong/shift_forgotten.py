"""The bias stays as it was."""
# fails: bias

def fold_norm(weight, bias, gain, shift):
    return weight * gain, bias.clone()
