"""Fails where the text has a single window."""
# fails: shapes

def all_windows(ids, length):
    n = len(ids) - length
    if n < 2:
        raise ValueError("the text is too short")
    x = torch.stack([ids[i : i + length] for i in range(n)]).long()
    y = torch.stack([ids[i + 1 : i + 1 + length] for i in range(n)]).long()
    return x, y
