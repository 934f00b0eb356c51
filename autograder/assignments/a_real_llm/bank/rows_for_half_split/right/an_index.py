"""One list of row numbers."""

def rows_for_half_split(weight, d_head):
    n_heads, rest = divmod(weight.size(0), d_head)
    if rest or d_head & 1:
        raise ValueError(d_head)
    order = sorted(range(weight.size(0)), key=lambda r: (r // d_head, r % 2, r))
    return weight[order]
