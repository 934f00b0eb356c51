"""Weights are checked to be at most 1, not to be at least 0."""
# fails: negative_weights

def is_valid_attention(weights, causal=False):
    not_negative = (weights <= 1).all()
    rows_fit = ((weights.sum(dim=-1) - 1).abs() <= 1e-6).all()
    no_future = not causal or (weights.triu(1) == 0).all()
    return bool(not_negative and rows_fit and no_future)
