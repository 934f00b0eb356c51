"""Nothing may be read."""
# fails: form table ends

def prefix_mask(n_source, n_target):
    return torch.zeros(n_source + n_target, n_source + n_target, dtype=torch.bool)
