"""Entropy in bits, then exp: two bases mixed."""
# fails: example values

def effective_keys(weights):
    logs = torch.log2(weights.masked_fill(weights == 0, 1))
    return (-(weights * logs).sum(-1)).exp()
