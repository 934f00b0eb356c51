"""The query is scaled before it meets the keys."""

def scaled_dot_product_attention(q, k, v):
    weights = ((q * q.shape[-1] ** -0.5) @ k.mT).softmax(dim=-1)
    return weights @ v, weights
