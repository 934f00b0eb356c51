"""SiLU."""
# fails: values edges

def gelu(x):
    return x * torch.sigmoid(x)
