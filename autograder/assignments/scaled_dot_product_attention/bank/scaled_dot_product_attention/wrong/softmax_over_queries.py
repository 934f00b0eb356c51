"""Softmax runs along axis -2: each key's column adds up to 1."""
# fails: rows values

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-2)
    return weights @ v, weights
