"""The result is always float32."""
# fails: order manners

def rows_for_half_split(weight, d_head):
    if d_head % 2 or len(weight) % d_head:
        raise ValueError(f"{len(weight)} rows are no heads of an even width {d_head}")
    pairs = weight.unflatten(0, (-1, d_head // 2, 2))
    return pairs.transpose(1, 2).flatten(0, 2).float()
