"""The product with a diagonal matrix."""

def fold_norm(weight, bias, gain, shift):
    return weight @ torch.diag(gain), torch.addmv(bias, weight, shift)
