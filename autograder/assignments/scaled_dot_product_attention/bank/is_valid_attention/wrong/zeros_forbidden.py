"""A weight of exactly 0 is refused."""
# fails: negative_weights every_row causal returns_bool

def is_valid_attention(weights, causal=False):
    not_negative = (weights > 0).all()
    rows_fit = ((weights.sum(dim=-1) - 1).abs() <= 1e-6).all()
    no_future = not causal or (weights.triu(1) == 0).all()
    return bool(not_negative and rows_fit and no_future)
