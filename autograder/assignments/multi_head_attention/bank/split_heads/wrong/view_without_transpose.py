"""The numbers are only read in the shape B H T D; no axes change places."""
# fails: values

def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError(f"{x.shape[-1]} is no multiple of {n_heads}")
    B, T, C = x.shape
    return x.reshape(B, n_heads, T, C // n_heads)
