"""Leaves out the last window."""
# fails: shapes inputs shift

def all_windows(ids, length):
    n = max(len(ids) - length - 1, 1)
    x = torch.stack([ids[i : i + length] for i in range(n)]).long()
    y = torch.stack([ids[i + 1 : i + 1 + length] for i in range(n)]).long()
    return x, y
