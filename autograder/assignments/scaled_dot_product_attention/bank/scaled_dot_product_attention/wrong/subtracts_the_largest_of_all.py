"""The largest score of the whole table is taken away, not that of each row."""
# fails: stability

def scaled_dot_product_attention(q, k, v):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    shares = (scores - scores.max()).exp()
    weights = shares / shares.sum(dim=-1, keepdim=True)
    return weights @ v, weights
