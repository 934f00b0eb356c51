"""Positions of queries against positions of keys."""

def causal_mask(n):
    query = torch.arange(n).unsqueeze(1)
    key = torch.arange(n).unsqueeze(0)
    return key <= query
