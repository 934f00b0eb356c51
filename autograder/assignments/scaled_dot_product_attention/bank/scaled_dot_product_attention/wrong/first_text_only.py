"""Only the first entry of the leading dimensions is computed, and repeated."""
# fails: leading_dimensions

def scaled_dot_product_attention(q, k, v):
    first = (0,) * (q.dim() - 2)
    weights = (q[first] @ k[first].T / math.sqrt(q.shape[-1])).softmax(dim=-1)
    output = weights @ v[first]
    return output.expand(*q.shape[:-1], -1).clone(), weights.expand(*q.shape[:-1], -1).clone()
