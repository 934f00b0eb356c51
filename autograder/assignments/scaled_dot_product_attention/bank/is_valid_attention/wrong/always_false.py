"""Nothing is valid."""
# fails: rows negative_weights not_a_number every_row causal tolerance returns_bool

def is_valid_attention(weights, causal=False):
    return False
