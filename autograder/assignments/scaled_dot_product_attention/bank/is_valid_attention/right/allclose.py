"""torch.allclose for the sums."""

def is_valid_attention(weights, causal=False):
    if not torch.isfinite(weights).all() or weights.min() < 0:
        return False
    sums = weights.sum(dim=-1)
    if not torch.allclose(sums, torch.ones_like(sums), rtol=0, atol=1e-6):
        return False
    return not causal or torch.equal(weights, weights.tril())
