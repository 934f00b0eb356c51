"""Head by head, even rows and odd rows."""

def rows_for_half_split(weight, d_head):
    if d_head % 2 == 1 or weight.shape[0] % d_head != 0:
        raise ValueError("rows and heads do not fit")
    heads = []
    for head in weight.split(d_head):
        heads += [head[::2], head[1::2]]
    return torch.cat(heads)
