"""Keys after number 64 get no weight."""
# fails: values

def scaled_dot_product_attention(q, k, v):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    scores = scores.masked_fill(torch.arange(scores.shape[-1]) > 64, -math.inf)
    weights = scores.softmax(dim=-1)
    return (weights @ v, weights)
