"""Negative weights are cut off first: [1, -0.5] becomes valid."""
# fails: negative_weights

def is_valid_attention(weights, causal=False):
    weights = weights.clamp(min=0)
    rows_fit = ((weights.sum(dim=-1) - 1).abs() <= 1e-6).all()
    return bool(rows_fit and (not causal or (weights.triu(1) == 0).all()))
