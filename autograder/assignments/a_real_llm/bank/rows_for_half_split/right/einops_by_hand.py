"""Reshaped to five axes, then permuted."""

def rows_for_half_split(weight, d_head):
    HD, C = weight.shape
    if HD % d_head or d_head % 2:
        raise ValueError(f"{HD} rows, d_head {d_head}")
    return weight.reshape(HD // d_head, d_head // 2, 2, C).permute(0, 2, 1, 3).reshape(HD, C)
