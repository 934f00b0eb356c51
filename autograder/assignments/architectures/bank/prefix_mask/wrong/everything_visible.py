"""An encoder."""
# fails: table ends

def prefix_mask(n_source, n_target):
    return torch.ones(n_source + n_target, n_source + n_target, dtype=torch.bool)
