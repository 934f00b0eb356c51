"""Returns one tensor with both."""
# fails: shapes inputs shift dtype

def all_windows(ids, length):
    n = len(ids) - length
    x = torch.stack([ids[i : i + length] for i in range(n)]).long()
    y = torch.stack([ids[i + 1 : i + 1 + length] for i in range(n)]).long()
    return torch.stack([x, y])
