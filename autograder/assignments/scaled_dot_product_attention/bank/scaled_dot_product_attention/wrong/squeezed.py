"""`squeeze` drops every axis of length 1."""
# fails: shapes

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1).squeeze()
    output = (weights @ v if weights.dim() == q.dim() else weights.view(*q.shape[:-1], -1) @ v)
    return output.squeeze(), weights
