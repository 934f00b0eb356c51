"""Centres its input."""
# fails: manners

def mean_share(x):
    power = x.square().mean(-1)
    x -= x.mean(-1, keepdim=True)
    rest = x.square().mean(-1)
    return torch.where(power > 0, 1 - rest / power, 0.0)
