"""Where there are as many queries as keys, softmax runs over the queries."""
# fails: values

def scaled_dot_product_attention(q, k, v):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.softmax(dim=-2 if scores.shape[-1] == scores.shape[-2] else -1)
    return (weights @ v, weights)
