"""Features that are left over are dropped."""
# fails: refusal

def split_heads(x, n_heads):
    B, T, C = x.shape
    D = C // n_heads
    return x[..., : n_heads * D].reshape(B, T, n_heads, D).transpose(1, 2)
