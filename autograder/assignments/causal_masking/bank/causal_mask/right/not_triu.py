"""Not the strict upper triangle."""

def causal_mask(n):
    return ~torch.triu(torch.ones((n, n), dtype=torch.bool), diagonal=1)
