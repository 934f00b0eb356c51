"""The output is divided by √D, not the scores."""
# fails: rows values

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1)).softmax(dim=-1)
    return weights @ v / math.sqrt(q.shape[-1]), weights
