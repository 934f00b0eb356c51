"""The target reads the last three of its tokens."""
# fails: table ends

def prefix_mask(n_source, n_target):
    key = torch.arange(n_source + n_target)
    query = key[:, None]
    return ((key <= query) & (query - key < 3)) | (key < n_source)
