"""Later keys are hidden in texts of more than 64 tokens."""
# fails: values

def scaled_dot_product_attention(q, k, v):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if scores.shape[-1] == scores.shape[-2] > 64:
        scores = scores.masked_fill(torch.ones_like(scores).triu(1) > 0, -math.inf)
    weights = scores.softmax(dim=-1)
    return (weights @ v, weights)
