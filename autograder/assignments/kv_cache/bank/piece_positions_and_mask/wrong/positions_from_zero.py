"""Positions begin anew with each piece."""
# fails: positions from_scratch

def piece_positions_and_mask(n_new, n_earlier):
    key = torch.arange(n_earlier + n_new)
    place = key[n_earlier:]
    positions = torch.arange(n_new)
    mask = key <= place[:, None]
    return positions, mask
