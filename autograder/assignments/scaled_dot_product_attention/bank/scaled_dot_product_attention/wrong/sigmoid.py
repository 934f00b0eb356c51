"""A sigmoid for each score: the weights do not compete."""
# fails: rows values

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).sigmoid()
    return weights @ v, weights
