"""All entries are False."""
# fails: triangle from_scratch

def causal_mask(n):
    return torch.zeros(n, n, dtype=torch.bool)
