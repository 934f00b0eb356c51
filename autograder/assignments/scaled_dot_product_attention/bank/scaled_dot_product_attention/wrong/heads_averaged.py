"""The scores are averaged over the leading dimensions before the softmax."""
# fails: leading_dimensions

def scaled_dot_product_attention(q, k, v):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if scores.dim() > 2:
        scores = scores.mean(dim=-3, keepdim=True).expand_as(scores)
    weights = scores.softmax(dim=-1)
    return weights @ v, weights
