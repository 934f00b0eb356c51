"""Refuses by an assertion."""
# fails: manners

def rows_for_half_split(weight, d_head):
    assert d_head % 2 == 0 and len(weight) % d_head == 0
    pairs = weight.unflatten(0, (-1, d_head // 2, 2))
    return pairs.transpose(1, 2).flatten(0, 2)
