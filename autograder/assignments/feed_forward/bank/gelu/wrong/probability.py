"""The probability alone, not multiplied by x."""
# fails: values edges

def gelu(x):
    return (1 + torch.erf(x / math.sqrt(2))) / 2
