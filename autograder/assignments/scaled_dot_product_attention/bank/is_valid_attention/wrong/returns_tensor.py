"""A tensor with one truth value is returned."""
# fails: returns_bool

def is_valid_attention(weights, causal=False):
    valid = (weights >= 0).all() & ((weights.sum(dim=-1) - 1).abs() <= 1e-6).all()
    return valid & (weights.triu(1) == 0).all() if causal else valid
