"""One softmax over all scores of a head: the whole table adds up to 1."""
# fails: rows values

def scaled_dot_product_attention(q, k, v):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.flatten(-2).softmax(dim=-1).view_as(scores)
    return weights @ v, weights
