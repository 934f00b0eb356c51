"""A table of 128 tokens, cut to size: longer texts get a smaller one."""
# fails: triangle

def causal_mask(n):
    return torch.ones(128, 128, dtype=torch.bool).tril()[:n, :n]
