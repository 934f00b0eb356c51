"""A list of lists of truth values, made into a tensor."""

def causal_mask(n):
    return torch.tensor([[s <= t for s in range(n)] for t in range(n)])
