"""The mask first."""
# fails: positions mask from_scratch

def piece_positions_and_mask(n_new, n_earlier):
    key = torch.arange(n_earlier + n_new)
    return key <= key[n_earlier:, None], key[n_earlier:]
