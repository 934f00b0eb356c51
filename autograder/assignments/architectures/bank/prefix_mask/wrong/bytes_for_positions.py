"""Positions in 8 bits begin again after 127."""
# fails: table

def prefix_mask(n_source, n_target):
    key = torch.arange(n_source + n_target).to(torch.int8)
    query = key[:, None]
    return (key <= query) | (key < n_source)
