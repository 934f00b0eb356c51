"""No gradient reaches the values."""
# fails: gradients

def scaled_dot_product_attention(q, k, v):
    v = v.detach()
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.softmax(dim=-1)
    return (weights @ v, weights)
