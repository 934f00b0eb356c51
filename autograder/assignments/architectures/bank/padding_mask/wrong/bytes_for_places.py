"""Places in 8 bits overflow."""
# fails: places

def padding_mask(lengths, n):
    return torch.arange(n).to(torch.int8) < torch.tensor(lengths)[:, None]
