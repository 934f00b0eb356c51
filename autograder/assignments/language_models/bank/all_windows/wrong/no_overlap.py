"""Windows that do not overlap."""
# fails: shapes inputs shift

def all_windows(ids, length):
    n = len(ids) - length
    x = torch.stack([ids[i : i + length] for i in range(0, n, length)]).long()
    y = torch.stack([ids[i + 1 : i + 1 + length] for i in range(0, n, length)]).long()
    return x, y
