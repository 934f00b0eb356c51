"""A table that was made once, too small."""
# fails: mask

def piece_positions_and_mask(n_new, n_earlier):
    key = torch.arange(n_earlier + n_new)
    place = key[n_earlier:]
    positions = place
    mask = torch.ones(1024, 1024).tril().bool()[n_earlier : n_earlier + n_new, : n_earlier + n_new]
    return positions, mask
