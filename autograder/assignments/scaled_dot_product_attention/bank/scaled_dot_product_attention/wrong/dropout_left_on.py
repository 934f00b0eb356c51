"""Dropout on the weights, active as always outside a module."""
# fails: rows values

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    weights = torch.nn.functional.dropout(weights, 0.1)
    return weights @ v, weights
