"""The scores are clipped at 50, so that the largest ones look equal."""
# fails: stability

def scaled_dot_product_attention(q, k, v):
    scores = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).clamp(-50, 50)
    weights = scores.softmax(dim=-1)
    return weights @ v, weights
