"""The root of D is rounded down to an integer."""
# fails: values

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.isqrt(q.shape[-1])).softmax(dim=-1)
    return weights @ v, weights
