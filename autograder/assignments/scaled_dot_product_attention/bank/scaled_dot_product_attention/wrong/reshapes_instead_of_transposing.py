"""The keys are reshaped to (D, S): the shape fits, the numbers are scrambled."""
# fails: values

def scaled_dot_product_attention(q, k, v):
    turned = k.reshape(*k.shape[:-2], k.shape[-1], k.shape[-2])
    weights = (q @ turned / math.sqrt(q.shape[-1])).softmax(dim=-1)
    return weights @ v, weights
