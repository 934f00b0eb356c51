"""Only the first row is summed."""
# fails: every_row

def is_valid_attention(weights, causal=False):
    not_negative = (weights >= 0).all()
    rows_fit = abs(weights.flatten(0, -2)[0].sum() - 1) <= 1e-6
    no_future = not causal or (weights.triu(1) == 0).all()
    return bool(not_negative and rows_fit and no_future)
