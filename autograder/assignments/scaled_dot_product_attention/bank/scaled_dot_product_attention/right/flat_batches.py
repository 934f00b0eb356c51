"""The leading dimensions are flattened for bmm and restored."""

def scaled_dot_product_attention(q, k, v):
    lead = q.shape[:-2]
    flat_q, flat_k, flat_v = (x.reshape(-1, *x.shape[-2:]) for x in (q, k, v))
    scores = torch.bmm(flat_q, flat_k.transpose(1, 2)) / math.sqrt(q.shape[-1])
    weights = scores.softmax(dim=2)
    output = torch.bmm(weights, flat_v)
    return output.reshape(*lead, *output.shape[1:]), weights.reshape(*lead, *weights.shape[1:])
