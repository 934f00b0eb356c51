"""A window more, whose last target is made up."""
# fails: shapes inputs shift

def all_windows(ids, length):
    n = len(ids) - length + 1
    longer = torch.cat([ids, ids.new_zeros(1)]).long()
    x = torch.stack([longer[i : i + length] for i in range(n)])
    y = torch.stack([longer[i + 1 : i + 1 + length] for i in range(n)])
    return x, y
