"""Python lists, made into tensors at the end."""

def all_windows(ids, length):
    row = ids.tolist()
    rows = [row[i : i + length + 1] for i in range(len(row) - length)]
    return torch.tensor([r[:-1] for r in rows]), torch.tensor([r[1:] for r in rows])
