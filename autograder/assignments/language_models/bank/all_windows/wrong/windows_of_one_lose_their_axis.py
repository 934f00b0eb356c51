"""Windows of one token lose their axis."""
# fails: shapes

def all_windows(ids, length):
    if length == 1:
        return ids[:-1].long(), ids[1:].long()
    n_windows = len(ids) - length
    starts = torch.arange(n_windows).unsqueeze(1)
    inputs = ids.long()[starts + torch.arange(length)]
    targets = ids.long()[starts + torch.arange(1, length + 1)]
    return (inputs, targets)
