"""NaN is replaced by 0 before the check."""
# fails: not_a_number

def is_valid_attention(weights, causal=False):
    weights = weights.nan_to_num()
    rows_fit = torch.allclose(weights.nansum(dim=-1), torch.ones_like(weights[..., 0]), rtol=0, atol=1e-6)
    not_negative = bool((weights >= 0).all())
    return not_negative and rows_fit and (not causal or bool((weights.triu(1) == 0).all()))
