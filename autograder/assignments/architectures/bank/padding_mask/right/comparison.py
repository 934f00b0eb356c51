"""One comparison of a row and a column."""

def padding_mask(lengths, n):
    lengths = torch.as_tensor(lengths)
    return lengths.unsqueeze(1) > torch.arange(n).unsqueeze(0)
