"""The argument causal is ignored."""
# fails: causal

def is_valid_attention(weights, causal=False):
    not_negative = (weights >= 0).all()
    rows_fit = ((weights.sum(dim=-1) - 1).abs() <= 1e-6).all()
    no_future = not causal or True
    return bool(not_negative and rows_fit and no_future)
