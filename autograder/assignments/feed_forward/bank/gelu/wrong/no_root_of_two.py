"""x is not divided by the root of 2."""
# fails: values edges

def gelu(x):
    return x * (1 + torch.erf(x)) / 2
