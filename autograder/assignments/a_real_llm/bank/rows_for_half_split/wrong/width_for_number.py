"""The width of a head is taken for the number of heads."""
# fails: order

def rows_for_half_split(weight, d_head):
    if d_head % 2 or len(weight) % d_head:
        raise ValueError(f"{len(weight)} rows, heads of {d_head}")
    heads = weight.reshape(d_head, -1, weight.shape[1])
    return torch.cat([heads[:, 0::2], heads[:, 1::2]], dim=1).reshape(weight.shape)
