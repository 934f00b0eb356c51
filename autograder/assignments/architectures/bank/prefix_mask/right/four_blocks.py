"""Four blocks put together."""

def prefix_mask(n_source, n_target):
    top = torch.cat([torch.ones(n_source, n_source), torch.zeros(n_source, n_target)], dim=1)
    bottom = torch.cat([torch.ones(n_target, n_source), torch.ones(n_target, n_target).tril()], dim=1)
    return torch.cat([top, bottom]) > 0
