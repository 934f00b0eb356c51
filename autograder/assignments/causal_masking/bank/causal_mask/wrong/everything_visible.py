"""All entries are True."""
# fails: triangle from_scratch

def causal_mask(n):
    return torch.ones(n, n, dtype=torch.bool)
