"""The complement of the error function at −x."""

def gelu(x):
    return x * torch.erfc(-x / math.sqrt(2)) / 2
