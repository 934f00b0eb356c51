"""Every key gets the same share."""
# fails: values stability dtype gradients

def scaled_dot_product_attention(q, k, v):
    weights = q.new_full((*q.shape[:-1], k.shape[-2]), 1 / k.shape[-2])
    return weights @ v, weights
