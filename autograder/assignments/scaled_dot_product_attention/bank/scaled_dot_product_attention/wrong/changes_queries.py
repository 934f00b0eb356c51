"""The scaling is written into the queries of the caller."""
# fails: inputs_unchanged

def scaled_dot_product_attention(q, k, v):
    q /= math.sqrt(q.shape[-1])
    weights = (q @ k.transpose(-2, -1)).softmax(dim=-1)
    return weights @ v, weights
