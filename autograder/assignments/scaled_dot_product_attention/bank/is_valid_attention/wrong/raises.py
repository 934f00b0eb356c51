"""A bad table raises, as an assertion would."""
# fails: rows negative_weights not_a_number every_row causal tolerance returns_bool

def is_valid_attention(weights, causal=False):
    assert (weights >= 0).all()
    assert ((weights.sum(dim=-1) - 1).abs() <= 1e-6).all()
    assert not causal or (weights.triu(1) == 0).all()
    return True
