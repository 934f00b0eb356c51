"""The scaling is written into the keys of the caller."""
# fails: inputs_unchanged

def scaled_dot_product_attention(q, k, v):
    k.mul_(q.shape[-1] ** -0.5)
    weights = (q @ k.transpose(-2, -1)).softmax(dim=-1)
    return weights @ v, weights
