"""x/2 plus x/2 erf."""

def gelu(x):
    half = x / 2
    return half + half * torch.erf(x / 2**0.5)
