"""Softmax runs along axis 1, which is the keys only without leading dimensions."""
# fails: leading_dimensions

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=1)
    return weights @ v, weights
