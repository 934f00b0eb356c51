"""The results are int32."""
# fails: dtype

def all_windows(ids, length):
    n_windows = len(ids) - length
    starts = torch.arange(n_windows).unsqueeze(1)
    inputs = ids.int()[starts + torch.arange(length)]
    targets = ids.int()[starts + torch.arange(1, length + 1)]
    return (inputs, targets)
