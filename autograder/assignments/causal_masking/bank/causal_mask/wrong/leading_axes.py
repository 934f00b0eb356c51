"""Axes of length 1 for batch and heads stand in front."""
# fails: shape_and_dtype triangle

def causal_mask(n):
    return torch.ones(1, 1, n, n, dtype=torch.bool).tril()
