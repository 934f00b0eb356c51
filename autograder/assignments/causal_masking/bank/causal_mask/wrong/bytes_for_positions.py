"""Positions are kept in 8 bits and start again after 127."""
# fails: triangle

def causal_mask(n):
    position = torch.arange(n, dtype=torch.int64).to(torch.int8)
    return position <= position[:, None]
