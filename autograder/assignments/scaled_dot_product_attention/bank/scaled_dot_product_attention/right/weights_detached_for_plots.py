"""The output carries gradients, the weights that are handed out do not."""

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    return weights @ v, weights.detach()
