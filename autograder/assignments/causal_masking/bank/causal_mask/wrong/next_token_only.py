"""Each token sees itself and the one before it, no further back."""
# fails: triangle

def causal_mask(n):
    return torch.ones(n, n, dtype=torch.bool).tril().triu(-1)
