"""nansum leaves NaN out, and a NaN is not below 0."""
# fails: not_a_number

def is_valid_attention(weights, causal=False):
    not_negative = not (weights < 0).any()
    rows_fit = ((weights.nansum(dim=-1) - 1).abs() <= 1e-6).all()
    no_future = not causal or not (weights.triu(1) > 0).any()
    return bool(not_negative and rows_fit and no_future)
