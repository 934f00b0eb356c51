"""The first new token stands where the last cached one does."""
# fails: positions from_scratch

def piece_positions_and_mask(n_new, n_earlier):
    key = torch.arange(n_earlier + n_new)
    place = key[n_earlier:]
    positions = place - 1
    mask = key <= place[:, None]
    return positions, mask
