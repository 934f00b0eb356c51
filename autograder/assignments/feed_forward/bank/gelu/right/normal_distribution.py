"""PyTorch's normal distribution function."""

def gelu(x):
    return x * torch.special.ndtr(x)
