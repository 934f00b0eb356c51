"""Rows are keys."""
# fails: mask from_scratch

def piece_positions_and_mask(n_new, n_earlier):
    key = torch.arange(n_earlier + n_new)
    place = key[n_earlier:]
    positions = place
    mask = key[:, None] <= place
    return positions, mask
