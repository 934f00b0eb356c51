"""torch.allclose with its own relative tolerance added."""
# fails: tolerance

def is_valid_attention(weights, causal=False):
    sums = weights.sum(dim=-1)
    fits = torch.allclose(sums, torch.ones_like(sums), atol=1e-6)
    future = weights[..., torch.ones(weights.shape[-2:], dtype=torch.bool).triu(1)]
    return fits and bool((weights >= 0).all()) and (not causal or bool((future == 0).all()))
