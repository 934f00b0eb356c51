"""The result is float64, whatever came."""
# fails: manners

def mean_share(x):
    return torch.nan_to_num(x.double().mean(-1).square() / x.double().square().mean(-1), nan=0.0)
