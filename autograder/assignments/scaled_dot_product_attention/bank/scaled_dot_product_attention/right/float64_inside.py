"""Computed in float64 and turned back."""

def scaled_dot_product_attention(q, k, v):
    wide_q, wide_k, wide_v = q.double(), k.double(), v.double()
    weights = (wide_q @ wide_k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    return (weights @ wide_v).to(v.dtype), weights.to(q.dtype)
