"""Softmax over the queries of a transposed table, turned back afterwards."""
# fails: rows values

def scaled_dot_product_attention(q, k, v):
    weights = (k @ q.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    weights = weights.transpose(-2, -1)
    return weights @ v, weights
