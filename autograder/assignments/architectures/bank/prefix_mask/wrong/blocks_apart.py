"""The target does not read the source."""
# fails: table ends

def prefix_mask(n_source, n_target):
    key = torch.arange(n_source + n_target)
    query = key[:, None]
    return ((key < n_source) & (query < n_source)) | ((key >= n_source) & (key <= query))
