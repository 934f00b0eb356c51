"""The probability is not halved."""
# fails: values edges

def gelu(x):
    return x * (1 + torch.erf(x / math.sqrt(2)))
