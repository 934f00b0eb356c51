"""The weights are detached before they mix the values."""
# fails: gradients

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1).detach()
    return weights @ v, weights
