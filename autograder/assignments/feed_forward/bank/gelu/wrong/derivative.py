"""The derivative of the probability is used: a bell."""
# fails: values edges

def gelu(x):
    return x * torch.exp(-x * x / 2) / math.sqrt(2 * math.pi)
