"""Rolls each window: its first token is its last target."""
# fails: shift

def all_windows(ids, length):
    n = len(ids) - length
    x = torch.stack([ids[i : i + length] for i in range(n)]).long()
    y = x.roll(-1, dims=1)
    return x, y
