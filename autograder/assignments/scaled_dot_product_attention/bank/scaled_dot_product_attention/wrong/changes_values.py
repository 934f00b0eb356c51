"""The values of the caller are scaled."""
# fails: inputs_unchanged

def scaled_dot_product_attention(q, k, v):
    v /= 2
    v = v * 2
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.softmax(dim=-1)
    return (weights @ v, weights)
