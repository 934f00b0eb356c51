"""It asks whether something is wrong; NaN answers no to every question."""
# fails: not_a_number

def is_valid_attention(weights, causal=False):
    if (weights < 0).any() or ((weights.sum(dim=-1) - 1).abs() > 1e-6).any():
        return False
    return not (causal and (weights.triu(1) > 0).any())
