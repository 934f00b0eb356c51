"""Query and key are both scaled by the fourth root of D."""

def scaled_dot_product_attention(q, k, v):
    factor = q.shape[-1] ** -0.25
    weights = ((q * factor) @ (k * factor).mT).softmax(dim=-1)
    return weights @ v, weights
