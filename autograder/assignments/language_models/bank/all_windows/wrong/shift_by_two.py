"""The targets come two tokens later."""
# fails: shift shapes

def all_windows(ids, length):
    n = len(ids) - length - 1
    x = torch.stack([ids[i : i + length] for i in range(n)]).long()
    y = torch.stack([ids[i + 2 : i + 2 + length] for i in range(n)]).long()
    return x, y
