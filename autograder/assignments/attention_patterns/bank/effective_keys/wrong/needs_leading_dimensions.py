"""A single row without leading dimensions fails."""
# fails: values manners

def effective_keys(weights):
    logarithms = torch.log(weights.masked_fill(weights == 0, 1.0))
    return torch.exp(-torch.einsum("t...s,t...s->t...", weights, logarithms)) if weights.ndim > 1 else weights
