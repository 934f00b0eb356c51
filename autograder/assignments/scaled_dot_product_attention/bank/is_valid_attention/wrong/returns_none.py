"""True is returned for good tables, nothing for bad ones."""
# fails: returns_bool

def is_valid_attention(weights, causal=False):
    if (weights >= 0).all() and torch.allclose(weights.sum(-1), torch.ones_like(weights[..., 0]), rtol=0, atol=1e-6):
        if not causal or (weights.triu(1) == 0).all():
            return True
