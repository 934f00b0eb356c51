"""Tensor.unfold makes the longer windows."""

def all_windows(ids, length):
    rows = ids.long().unfold(0, length + 1, 1)
    return rows[:, :length].clone(), rows[:, 1:].clone()
