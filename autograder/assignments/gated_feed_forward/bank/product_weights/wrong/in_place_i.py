"""Written into place i."""
# fails: product silence

def product_weights(d_model, i, j, out):
    gate, up = torch.zeros(2, 2, d_model, dtype=torch.float64)
    down = torch.zeros(d_model, 2, dtype=torch.float64)
    gate[0, i] = up[0, j] = 1
    gate[1, i] = up[1, j] = -1
    down[i] = 1
    return gate, up, down
