"""A text without a target is refused."""
# fails: form table ends

def prefix_mask(n_source, n_target):
    if n_target < 1:
        raise ValueError(f"{n_target} target tokens")
    key = torch.arange(n_source + n_target)
    return (key <= key[:, None]) | (key < n_source)
