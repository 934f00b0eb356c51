"""Fails at a single number."""
# fails: edges

def gelu(x):
    return torch.stack([row * (1 + torch.erf(row / math.sqrt(2))) / 2 for row in x])
