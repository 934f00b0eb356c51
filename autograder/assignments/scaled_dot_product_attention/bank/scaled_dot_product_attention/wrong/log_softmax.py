"""log_softmax in place of softmax."""
# fails: rows values

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).log_softmax(dim=-1)
    return weights @ v, weights
