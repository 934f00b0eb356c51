"""Ones and zeros in float32."""
# fails: shape_and_dtype

def causal_mask(n):
    return torch.ones(n, n).tril()
