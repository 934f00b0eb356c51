"""The library's function."""
# fails: manners

def rows_for_half_split(weight, d_head):
    if d_head % 2 or len(weight) % d_head:
        raise ValueError(f"{len(weight)} rows are no heads of an even width {d_head}")
    pairs = weight.unflatten(0, (-1, d_head // 2, 2))
    from course_lib.layers.positional_encoding import interleaved_to_half_split

    return interleaved_to_half_split(weight, d_head)
