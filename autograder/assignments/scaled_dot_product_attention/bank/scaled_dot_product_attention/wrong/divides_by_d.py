"""The scores are divided by D, not by its root."""
# fails: values

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / q.shape[-1]).softmax(dim=-1)
    return weights @ v, weights
