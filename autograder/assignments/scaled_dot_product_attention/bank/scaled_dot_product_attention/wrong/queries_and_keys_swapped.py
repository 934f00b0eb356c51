"""Keys ask and queries answer: the table is transposed."""
# fails: shapes values

def scaled_dot_product_attention(q, k, v):
    weights = (k @ q.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    return weights @ v, weights
