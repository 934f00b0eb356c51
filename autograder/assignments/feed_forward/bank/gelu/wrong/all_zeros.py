"""Zeros."""
# fails: values edges gradients from_scratch

def gelu(x):
    return torch.zeros_like(x)
