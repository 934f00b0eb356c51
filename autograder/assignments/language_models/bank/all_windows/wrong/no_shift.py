"""The targets are the inputs."""
# fails: shift

def all_windows(ids, length):
    n = len(ids) - length
    x = torch.stack([ids[i : i + length] for i in range(n)]).long()
    y = torch.stack([ids[i : i + length] for i in range(n)]).long()
    return x, y
