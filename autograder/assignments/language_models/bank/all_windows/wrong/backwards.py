"""The targets are the tokens before the inputs."""
# fails: shift dtype

def all_windows(ids, length):
    n = len(ids) - length
    x = torch.stack([ids[i : i + length] for i in range(n)]).long()
    y = torch.stack([ids.roll(1)[i : i + length] for i in range(n)]).long()
    return x, y
