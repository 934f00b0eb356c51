"""The total is compared with the number of rows: errors cancel."""
# fails: every_row

def is_valid_attention(weights, causal=False):
    not_negative = (weights >= 0).all()
    rows_fit = abs(weights.sum() - weights[..., 0].numel()) <= 1e-6 * weights.numel()
    no_future = not causal or (weights.triu(1) == 0).all()
    return bool(not_negative and rows_fit and no_future)
