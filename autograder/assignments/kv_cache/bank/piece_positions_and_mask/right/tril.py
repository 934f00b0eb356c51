"""A triangle, shifted to the right."""

def piece_positions_and_mask(n_new, n_earlier):
    S = n_earlier + n_new
    mask = torch.ones(n_new, S, dtype=torch.bool).tril(diagonal=n_earlier)
    return torch.arange(n_earlier, S), mask
