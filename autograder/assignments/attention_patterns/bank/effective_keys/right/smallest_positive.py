"""The logarithm of the smallest positive number in place of log 0."""

def effective_keys(weights):
    logs = weights.clamp_min(torch.finfo(weights.dtype).tiny).log()
    return (-(weights * logs).sum(-1)).exp()
