"""The entropy itself, in nats."""
# fails: example values

def effective_keys(weights):
    terms = torch.where(weights > 0, weights * weights.clamp_min(1e-300).log(), torch.zeros_like(weights))
    return -terms.sum(-1)
