"""Windows of T tokens, cut to T - 1 inputs and targets."""
# fails: shapes inputs shift

def all_windows(ids, length):
    n = len(ids) - length
    x = torch.stack([ids[i : i + length] for i in range(n)]).long()
    y = torch.stack([ids[i + 1 : i + 1 + length] for i in range(n)]).long()
    return x[:, :-1], x[:, 1:]
