"""The scores are divided by the root of the values' width."""
# fails: values

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(v.shape[-1])).softmax(dim=-1)
    return weights @ v, weights
