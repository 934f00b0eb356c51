"""Cosine similarity: the scores are divided by the norms of query and key."""
# fails: values

def scaled_dot_product_attention(q, k, v):
    q = q / q.norm(dim=-1, keepdim=True)
    k = k / k.norm(dim=-1, keepdim=True)
    weights = (q @ k.transpose(-2, -1)).softmax(dim=-1)
    return weights @ v, weights
