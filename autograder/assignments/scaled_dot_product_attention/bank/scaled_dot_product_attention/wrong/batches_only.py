"""`bmm` takes exactly three axes."""
# fails: leading_dimensions values

def scaled_dot_product_attention(q, k, v):
    weights = torch.bmm(q, k.transpose(1, 2)).div(math.sqrt(q.shape[-1])).softmax(dim=-1)
    return torch.bmm(weights, v), weights
