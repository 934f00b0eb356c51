"""`transpose(0, 1)` turns the first two axes, not the last two."""
# fails: shapes leading_dimensions

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(0, 1) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    return weights @ v, weights
