"""The probability of being larger."""
# fails: values edges

def gelu(x):
    return x * (1 - torch.erf(x / math.sqrt(2))) / 2
