"""Each token also sees the next one."""
# fails: triangle

def causal_mask(n):
    return torch.ones(n, n, dtype=torch.bool).tril(1)
