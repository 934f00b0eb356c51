"""The mirror sits in down."""

def product_weights(d_model, i, j, out):
    gate, up = torch.zeros(2, 2, d_model, dtype=torch.float64)
    down = torch.zeros(d_model, 2, dtype=torch.float64)
    gate[0, i], gate[1, i] = 1, -1
    up[:, j] = 1
    down[out, 0], down[out, 1] = 1, -1
    return gate, up, down
