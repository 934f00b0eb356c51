"""The lower triangle of a table of True."""

def causal_mask(n):
    return torch.tril(torch.ones(n, n)).bool()
