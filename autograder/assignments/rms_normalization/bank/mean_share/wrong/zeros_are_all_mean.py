"""A token of zeros is said to be all mean."""
# fails: edges

def mean_share(x):
    mean_square = x.square().mean(-1)
    return torch.where(mean_square > 0, x.mean(-1).square() / mean_square, 1.0)
