"""s < t in place of s <= t."""
# fails: triangle

def causal_mask(n):
    position = torch.arange(n)
    return position < position[:, None]
