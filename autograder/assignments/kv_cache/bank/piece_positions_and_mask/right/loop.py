"""Cell by cell."""

def piece_positions_and_mask(n_new, n_earlier):
    positions = [n_earlier + t for t in range(n_new)]
    mask = [[s <= place for s in range(n_earlier + n_new)] for place in positions]
    return torch.tensor(positions), torch.tensor(mask)
