"""Without a source everything is visible."""
# fails: table ends

def prefix_mask(n_source, n_target):
    if n_source == 0:
        return torch.ones(n_target, n_target, dtype=torch.bool)
    key = torch.arange(n_source + n_target)
    query = key[:, None]
    return (key <= query) | (key < n_source)
