"""With causal=True nothing but the future is checked."""
# fails: returns_bool

def is_valid_attention(weights, causal=False):
    if causal:
        return bool((weights.triu(1) == 0).all())
    return bool((weights >= 0).all() and ((weights.sum(dim=-1) - 1).abs() <= 1e-6).all())
