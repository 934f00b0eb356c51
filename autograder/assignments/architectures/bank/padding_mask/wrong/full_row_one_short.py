"""A text that fills its row loses its last token."""
# fails: places from_scratch

def padding_mask(lengths, n):
    return torch.arange(n) < torch.tensor(lengths).clamp(max=n - 1)[:, None]
