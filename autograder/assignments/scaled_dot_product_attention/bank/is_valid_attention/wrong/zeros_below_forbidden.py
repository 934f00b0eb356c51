"""Every weight up to the diagonal must be positive."""
# fails: causal

def is_valid_attention(weights, causal=False):
    not_negative = (weights >= 0).all()
    rows_fit = ((weights.sum(dim=-1) - 1).abs() <= 1e-6).all()
    no_future = not causal or bool((weights.triu(1) == 0).all() and (weights.tril() > 0).sum() == weights.tril().numel() // weights.shape[-1] * (weights.shape[-1] + 1) // 2)
    return bool(not_negative and rows_fit and no_future)
