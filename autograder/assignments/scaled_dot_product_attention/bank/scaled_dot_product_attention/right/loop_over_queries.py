"""One query at a time."""

def scaled_dot_product_attention(q, k, v):
    rows = []
    for t in range(q.shape[-2]):
        scores = (q[..., t : t + 1, :] * k).sum(dim=-1) / math.sqrt(k.shape[-1])
        rows.append(scores.softmax(dim=-1))
    weights = torch.stack(rows, dim=-2)
    return weights @ v, weights
