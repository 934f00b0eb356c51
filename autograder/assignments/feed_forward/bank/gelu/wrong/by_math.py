"""Number by number with math.erf: no gradient."""
# fails: gradients

def gelu(x):
    flat = [e * (1 + math.erf(e / math.sqrt(2))) / 2 for e in x.flatten().tolist()]
    return torch.tensor(flat, dtype=x.dtype).reshape(x.shape)
