"""The other part: what LayerNorm keeps."""
# fails: values edges manners

def mean_share(x):
    return 1 - x.mean(-1).square() / x.square().mean(-1)
