"""Keeps the integer type of the text."""
# fails: dtype

def all_windows(ids, length):
    n = len(ids) - length
    x = torch.stack([ids[i : i + length] for i in range(n)])
    y = torch.stack([ids[i + 1 : i + 1 + length] for i in range(n)])
    return x, y
