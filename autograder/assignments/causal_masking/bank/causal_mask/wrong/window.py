"""Only the last 16 tokens are visible."""
# fails: triangle

def causal_mask(n):
    return torch.ones(n, n, dtype=torch.bool).tril().triu(-15)
