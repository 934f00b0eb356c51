"""Entropy in nats, then a power of two: two bases mixed."""
# fails: example values

def effective_keys(weights):
    logs = torch.log(weights.masked_fill(weights == 0, 1))
    return 2 ** (-(weights * logs).sum(-1))
