"""An epsilon keeps the division safe and spoils small tokens."""
# fails: edges

def mean_share(x):
    return x.mean(-1).square() / (x.square().mean(-1) + 1e-5)
