"""A small constant in the denominator: the shares add up to less than 1."""
# fails: rows values

def scaled_dot_product_attention(q, k, v):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    shares = (scores - scores.amax(dim=-1, keepdim=True)).exp()
    weights = shares / (shares.sum(dim=-1, keepdim=True) + 1e-6)
    return weights @ v, weights
