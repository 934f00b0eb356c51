"""Ones and zeros, which a kernel would add."""
# fails: mask

def piece_positions_and_mask(n_new, n_earlier):
    key = torch.arange(n_earlier + n_new)
    place = key[n_earlier:]
    positions = place
    mask = (key <= place[:, None]).float()
    return positions, mask
