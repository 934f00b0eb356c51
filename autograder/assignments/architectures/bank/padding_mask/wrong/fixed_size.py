"""A table of 128 places, cut to size."""
# fails: places

def padding_mask(lengths, n):
    return (torch.arange(128) < torch.tensor(lengths)[:, None])[:, :n]
