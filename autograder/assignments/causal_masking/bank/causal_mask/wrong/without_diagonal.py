"""A token may not attend to itself."""
# fails: triangle

def causal_mask(n):
    return torch.ones(n, n, dtype=torch.bool).tril(-1)
