"""A single feature is said to have no mean."""
# fails: edges

def mean_share(x):
    if x.shape[-1] == 1:
        return torch.zeros(x.shape[:-1], dtype=x.dtype)
    return torch.nan_to_num(x.mean(-1).square() / x.square().mean(-1), nan=0.0)
