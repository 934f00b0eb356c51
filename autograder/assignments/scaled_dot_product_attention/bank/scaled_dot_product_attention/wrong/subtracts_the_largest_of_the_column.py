"""The largest score of each column is taken away, not that of each row."""
# fails: values

def scaled_dot_product_attention(q, k, v):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    shares = (scores - scores.amax(dim=-2, keepdim=True)).exp()
    weights = shares / shares.sum(dim=-1, keepdim=True)
    return weights @ v, weights
