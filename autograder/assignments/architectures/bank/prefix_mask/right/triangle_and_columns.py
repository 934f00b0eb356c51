"""The triangle, then the columns of the source."""

def prefix_mask(n_source, n_target):
    mask = torch.ones(n_source + n_target, n_source + n_target, dtype=torch.bool).tril()
    mask[:, :n_source] = True
    return mask
