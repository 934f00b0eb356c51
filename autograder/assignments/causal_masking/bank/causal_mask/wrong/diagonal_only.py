"""Each token sees itself alone."""
# fails: triangle

def causal_mask(n):
    return torch.eye(n, dtype=torch.bool)
