"""One table of places for the longer windows, cut twice."""

def all_windows(ids, length):
    places = torch.arange(len(ids) - length)[:, None] + torch.arange(length + 1)
    rows = ids.to(torch.int64)[places]
    return rows[:, :-1], rows[:, 1:]
