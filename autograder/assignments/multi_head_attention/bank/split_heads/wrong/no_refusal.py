"""An uneven width ends in an accident, not in a refusal."""
# fails: refusal

def split_heads(x, n_heads):
    B, T, C = x.shape
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)
