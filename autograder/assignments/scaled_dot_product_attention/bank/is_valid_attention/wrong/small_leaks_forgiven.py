"""Above the diagonal, too, up to 1e-6 is taken for a rounding error."""
# fails: causal

def is_valid_attention(weights, causal=False):
    not_negative = (weights >= 0).all()
    rows_fit = ((weights.sum(dim=-1) - 1).abs() <= 1e-6).all()
    no_future = not causal or (weights.triu(1).abs() <= 1e-6).all()
    return bool(not_negative and rows_fit and no_future)
