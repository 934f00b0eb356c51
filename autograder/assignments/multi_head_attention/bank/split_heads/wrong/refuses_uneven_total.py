"""The refusal looks at the number of all features, not at the width."""
# fails: refusal

def split_heads(x, n_heads):
    if x.numel() % n_heads:
        raise ValueError("uneven")
    B, T, C = x.shape
    return x.reshape(B, T, n_heads, C // n_heads).transpose(1, 2)
