"""Zeros of the right shape."""
# fails: values leading_dimensions shapes rows stability dtype gradients inputs_unchanged from_scratch

def scaled_dot_product_attention(q, k, v):
    weights = q.new_zeros(*q.shape[:-1], k.shape[-2])
    return q.new_zeros(*q.shape[:-1], v.shape[-1]), weights
