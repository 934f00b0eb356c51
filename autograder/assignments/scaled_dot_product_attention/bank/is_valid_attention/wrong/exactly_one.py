"""Sums must equal 1 to the last bit."""
# fails: tolerance

def is_valid_attention(weights, causal=False):
    not_negative = (weights >= 0).all()
    rows_fit = (weights.sum(dim=-1) == 1).all()
    no_future = not causal or (weights.triu(1) == 0).all()
    return bool(not_negative and rows_fit and no_future)
