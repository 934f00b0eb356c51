"""The bias takes a gain, too."""
# fails: bias manners

def fold_norm(weight, bias, gain, shift):
    return weight * gain, bias * (gain if len(gain) == len(bias) else gain.mean()) + weight @ shift
