"""The entropy runs along the queries."""
# fails: example values

def effective_keys(weights):
    terms = weights * weights.masked_fill(weights == 0, 1).log()
    return torch.exp(-terms.sum(-2 if weights.dim() > 1 else -1))
