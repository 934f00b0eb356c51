"""Softmax runs in float32 whatever comes in: float64 loses half of its digits."""
# fails: values

def scaled_dot_product_attention(q, k, v):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.softmax(dim=-1, dtype=torch.float32).to(q.dtype)
    return weights @ v, weights
