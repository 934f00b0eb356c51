"""Row numbers sorted by head, then parity, then place."""

def rows_for_half_split(weight, d_head):
    n = weight.shape[0]
    if d_head % 2 == 1 or n % d_head:
        raise ValueError(f"{n} rows, heads of {d_head}")
    order = sorted(range(n), key=lambda row: (row // d_head, row % d_head % 2, row))
    return weight.index_select(0, torch.tensor(order))
