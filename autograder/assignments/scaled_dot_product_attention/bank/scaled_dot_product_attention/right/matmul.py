"""The equation with torch.matmul and the softmax of torch.nn.functional."""

def scaled_dot_product_attention(q, k, v):
    scores = torch.matmul(q, torch.transpose(k, -1, -2)) / q.size(-1) ** 0.5
    weights = torch.nn.functional.softmax(scores, dim=-1)
    return torch.matmul(weights, v), weights
