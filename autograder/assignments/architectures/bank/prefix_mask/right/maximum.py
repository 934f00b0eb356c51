"""Each row's last visible place."""

def prefix_mask(n_source, n_target):
    n = n_source + n_target
    last = torch.arange(n).clamp(min=n_source - 1)
    return torch.arange(n)[None, :] <= last[:, None]
