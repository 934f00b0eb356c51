"""No weights for a square."""
# fails: product

def product_weights(d_model, i, j, out):
    if i == j:
        return (*torch.zeros(2, 2, d_model, dtype=torch.float64), torch.zeros(d_model, 2, dtype=torch.float64))

    gate, up = torch.zeros(2, 2, d_model, dtype=torch.float64)
    down = torch.zeros(d_model, 2, dtype=torch.float64)
    gate[0, i] = up[0, j] = 1
    gate[1, i] = up[1, j] = -1
    down[out] = 1
    return gate, up, down
