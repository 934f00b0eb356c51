"""`.T` turns all axes, not only the last two."""
# fails: shapes leading_dimensions

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.T / math.sqrt(q.shape[-1])).softmax(dim=-1)
    return weights @ v, weights
