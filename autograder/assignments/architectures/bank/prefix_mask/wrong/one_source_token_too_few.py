"""The last source token is taken for target."""
# fails: table ends

def prefix_mask(n_source, n_target):
    key = torch.arange(n_source + n_target)
    query = key[:, None]
    return (key <= query) | (key < n_source - 1)
