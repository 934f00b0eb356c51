"""`view` flattens the leading dimensions and fails where heads are a view of the whole."""
# fails: leading_dimensions

def scaled_dot_product_attention(q, k, v):
    lead = q.shape[:-2]
    flat_q, flat_k, flat_v = (x.view(-1, *x.shape[-2:]) for x in (q, k, v))
    weights = (flat_q @ flat_k.transpose(1, 2) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    output = weights @ flat_v
    return output.view(*lead, *output.shape[-2:]), weights.view(*lead, *weights.shape[-2:])
