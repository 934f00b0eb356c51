"""Results come in float64 whatever comes in."""
# fails: dtype

def scaled_dot_product_attention(q, k, v):
    q, k, v = q.double(), k.double(), v.double()
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    return weights @ v, weights
