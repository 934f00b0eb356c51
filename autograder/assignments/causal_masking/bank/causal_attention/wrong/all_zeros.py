"""Zeros of the right shape."""
# fails: future_weights rows values changed_future gradients dtype fewer_queries inputs_unchanged from_scratch

def causal_attention(q, k, v):
    weights = q.new_zeros(*q.shape[:-1], k.shape[-2])
    return q.new_zeros(*q.shape[:-1], v.shape[-1]), weights
