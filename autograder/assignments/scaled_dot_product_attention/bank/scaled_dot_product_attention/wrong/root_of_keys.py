"""The scores are divided by √S, the number of keys."""
# fails: values

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(k.shape[-2])).softmax(dim=-1)
    return weights @ v, weights
