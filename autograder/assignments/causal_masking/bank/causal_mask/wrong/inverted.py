"""True means may not attend, as in nn.MultiheadAttention."""
# fails: triangle

def causal_mask(n):
    return torch.ones(n, n, dtype=torch.bool).triu(1)
