"""The whole matrix is taken for one head."""
# fails: order

def rows_for_half_split(weight, d_head):
    if d_head % 2 or len(weight) % d_head:
        raise ValueError(f"{len(weight)} rows are no heads of an even width {d_head}")
    pairs = weight.unflatten(0, (-1, d_head // 2, 2))
    return torch.cat([weight[0::2], weight[1::2]])
