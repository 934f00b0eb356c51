"""Positions are fractions."""
# fails: positions

def piece_positions_and_mask(n_new, n_earlier):
    key = torch.arange(n_earlier + n_new)
    place = key[n_earlier:]
    positions = place.float()
    mask = key <= place[:, None]
    return positions, mask
