"""Only for tables of tokens."""
# fails: edges

def mean_share(x):
    return torch.nan_to_num(x.mean(1).square() / x.square().mean(1), nan=0.0)
