"""True for the padding."""
# fails: places from_scratch

def padding_mask(lengths, n):
    return torch.arange(n) >= torch.tensor(lengths)[:, None]
