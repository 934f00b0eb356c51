"""Zeros of the right shape."""
# fails: values from_scratch

def merge_heads(x):
    B, H, T, D = x.shape
    return x.new_zeros(B, T, H * D)
