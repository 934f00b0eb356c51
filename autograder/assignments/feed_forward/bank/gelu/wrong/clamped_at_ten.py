"""Numbers beyond 10 are cut off."""
# fails: edges

def gelu(x):
    near = x.clamp(-10, 10)
    return near * (1 + torch.erf(near * math.sqrt(0.5))) / 2
