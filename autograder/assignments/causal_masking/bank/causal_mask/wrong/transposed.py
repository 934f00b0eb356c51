"""Keys are rows and queries columns: the upper triangle."""
# fails: triangle

def causal_mask(n):
    return torch.ones(n, n, dtype=torch.bool).triu()
