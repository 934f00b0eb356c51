"""Row by row."""

def padding_mask(lengths, n):
    mask = torch.zeros(len(lengths), n, dtype=torch.bool)
    for row, length in enumerate(lengths):
        mask[row, :length] = True
    return mask
