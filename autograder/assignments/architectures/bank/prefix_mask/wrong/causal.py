"""The triangle alone."""
# fails: table ends

def prefix_mask(n_source, n_target):
    key = torch.arange(n_source + n_target)
    query = key[:, None]
    return key <= query
