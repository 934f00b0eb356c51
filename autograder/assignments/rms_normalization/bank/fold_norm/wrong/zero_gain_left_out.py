"""A gain of zero is taken for a gain that is not there."""
# fails: weight

def fold_norm(weight, bias, gain, shift):
    return weight * torch.where(gain == 0, 1.0, gain), bias + weight @ shift
