"""A row for each target token."""
# fails: form table ends

def prefix_mask(n_source, n_target):
    key = torch.arange(n_source + n_target)
    query = key[:, None]
    return ((key <= query) | (key < n_source))[n_source:]
