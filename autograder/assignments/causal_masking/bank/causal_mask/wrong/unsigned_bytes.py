"""Positions in unsigned bytes begin again after 255."""
# fails: triangle

def causal_mask(n):
    position = torch.arange(n).to(torch.uint8)
    return position <= position[:, None]
