"""Zeros above the diagonal are demanded of every table."""
# fails: causal rows

def is_valid_attention(weights, causal=False):
    not_negative = (weights >= 0).all()
    rows_fit = ((weights.sum(dim=-1) - 1).abs() <= 1e-6).all()
    return bool(not_negative and rows_fit and (weights.triu(1) == 0).all())
