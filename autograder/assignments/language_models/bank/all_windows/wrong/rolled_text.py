"""Rolls the text, so that the last target is the first token."""
# fails: shapes inputs shift

def all_windows(ids, length):
    ids, n = torch.cat([ids, ids[:1]]), len(ids) - length + 1
    x = torch.stack([ids[i : i + length] for i in range(n)]).long()
    y = torch.stack([ids[i + 1 : i + 1 + length] for i in range(n)]).long()
    return x, y
