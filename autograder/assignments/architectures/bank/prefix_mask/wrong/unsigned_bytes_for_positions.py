"""Positions in unsigned bytes begin again after 255."""
# fails: table

def prefix_mask(n_source, n_target):
    key = torch.arange(n_source + n_target).to(torch.uint8)
    query = key[:, None]
    return (key <= query) | (key < n_source)
