"""Everything is turned into float32."""
# fails: dtype values

def scaled_dot_product_attention(q, k, v):
    q, k, v = q.float(), k.float(), v.float()
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    return weights @ v, weights
