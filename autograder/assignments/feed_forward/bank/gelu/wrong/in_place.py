"""x itself is multiplied."""
# fails: gradients

def gelu(x):
    p = (1 + torch.erf(x / math.sqrt(2))) / 2
    with torch.no_grad():
        x *= p
    return x.clone()
