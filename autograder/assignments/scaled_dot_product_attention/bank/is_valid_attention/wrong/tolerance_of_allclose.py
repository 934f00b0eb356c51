"""The tolerances of torch.allclose, which are 1e-5 of the sum and more."""
# fails: tolerance

def is_valid_attention(weights, causal=False):
    not_negative = (weights >= 0).all()
    rows_fit = torch.allclose(weights.sum(dim=-1), torch.ones_like(weights.sum(dim=-1)))
    no_future = not causal or (weights.triu(1) == 0).all()
    return bool(not_negative and rows_fit and no_future)
