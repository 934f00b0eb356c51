"""One minus the share of the variance."""

def mean_share(x):
    power = x.square().mean(-1)
    variance = x.var(-1, correction=0)
    return torch.where(power > 0, 1 - variance / torch.where(power > 0, power, 1), 0)
