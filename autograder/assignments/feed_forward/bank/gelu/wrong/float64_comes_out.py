"""The result is always float64."""
# fails: edges

def gelu(x):
    y = x.double()
    return y * (1 + torch.erf(y / math.sqrt(2))) / 2
