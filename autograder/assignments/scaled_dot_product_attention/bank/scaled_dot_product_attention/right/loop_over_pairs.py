"""One query and one key at a time, in plain loops."""

def scaled_dot_product_attention(q, k, v):
    scores = q.new_empty(*q.shape[:-1], k.shape[-2])
    for t in range(q.shape[-2]):
        for s in range(k.shape[-2]):
            scores[..., t, s] = (q[..., t, :] * k[..., s, :]).sum(-1) / math.sqrt(q.shape[-1])
    weights = scores.softmax(dim=-1)
    output = sum(weights[..., s : s + 1] * v[..., s : s + 1, :] for s in range(v.shape[-2]))
    return output, weights
