"""Overwrites the text's last token."""
# fails: shift dtype

def all_windows(ids, length):
    ids[-1] = 0
    n = len(ids) - length
    x = torch.stack([ids[i : i + length] for i in range(n)]).long()
    y = torch.stack([ids[i + 1 : i + 1 + length] for i in range(n)]).long()
    return x, y
