"""Sorts the caller's text in place."""
# fails: dtype

def all_windows(ids, length):
    n = len(ids) - length
    x = torch.stack([ids[i : i + length] for i in range(n)]).long()
    y = torch.stack([ids[i + 1 : i + 1 + length] for i in range(n)]).long()
    ids.copy_(ids.sort().values)
    return x, y
