"""The comparison is turned round: keys not earlier than the query."""
# fails: triangle

def causal_mask(n):
    position = torch.arange(n)
    return position >= position[:, None]
