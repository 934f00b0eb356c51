"""The 1 is forgotten."""
# fails: values edges

def gelu(x):
    return x * torch.erf(x / math.sqrt(2)) / 2
