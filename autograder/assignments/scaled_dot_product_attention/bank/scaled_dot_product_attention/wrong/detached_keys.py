"""The keys are detached: only queries and values can learn."""
# fails: gradients

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.detach().transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    return weights @ v, weights
