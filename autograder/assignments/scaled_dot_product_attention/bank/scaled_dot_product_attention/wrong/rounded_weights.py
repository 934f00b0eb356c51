"""The weights are rounded to four digits, as in the printed example."""
# fails: values

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1).round(decimals=4)
    return weights @ v, weights
