"""Reordered twice."""
# fails: order manners

def rows_for_half_split(weight, d_head):
    if d_head % 2 or len(weight) % d_head:
        raise ValueError(d_head)
    for _ in range(2):
        weight = weight.unflatten(0, (-1, d_head // 2, 2)).transpose(1, 2).flatten(0, 2)
    return weight
