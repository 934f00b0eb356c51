"""x is divided by 2 instead of its root."""
# fails: values edges

def gelu(x):
    return x * (1 + torch.erf(x / 2)) / 2
