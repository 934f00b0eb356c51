"""The target reads itself both ways."""
# fails: table ends

def prefix_mask(n_source, n_target):
    key = torch.arange(n_source + n_target)
    query = key[:, None]
    return (query >= n_source) | (key < n_source)
