"""The probability is detached."""
# fails: gradients

def gelu(x):
    return x * ((1 + torch.erf(x / math.sqrt(2))) / 2).detach()
