"""n + 1 rows and columns."""
# fails: shape_and_dtype triangle

def causal_mask(n):
    return torch.ones(n + 1, n + 1, dtype=torch.bool).tril()
