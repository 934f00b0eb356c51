"""A single key has no entropy."""
# fails: values

def effective_keys(weights):
    if weights.shape[-1] == 1:
        raise ValueError("one key has no entropy")
    logarithms = torch.log(weights.masked_fill(weights == 0, 1.0))
    return torch.exp(-(weights * logarithms).sum(dim=-1))
