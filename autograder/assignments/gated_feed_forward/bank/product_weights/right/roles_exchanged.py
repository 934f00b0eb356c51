"""Gate reads j, up reads i: the same product."""

def product_weights(d_model, i, j, out):
    gate, up = torch.zeros(2, 2, d_model, dtype=torch.float64)
    down = torch.zeros(d_model, 2, dtype=torch.float64)
    gate[0, j] = up[0, i] = 1
    gate[1, j] = up[1, i] = -1
    down[out] = 1
    return gate, up, down
