"""Ones and zeros of type int64."""
# fails: shape_and_dtype

def causal_mask(n):
    return torch.ones(n, n, dtype=torch.int64).tril()
