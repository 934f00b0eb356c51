"""exp of the scores as they are: it overflows."""
# fails: stability

def scaled_dot_product_attention(q, k, v):
    shares = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).exp()
    weights = shares / shares.sum(dim=-1, keepdim=True)
    return weights @ v, weights
