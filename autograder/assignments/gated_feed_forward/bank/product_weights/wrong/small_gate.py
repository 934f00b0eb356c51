"""Near 0 SiLU is half its input: true for small features alone."""
# fails: product silence

def product_weights(d_model, i, j, out):
    gate, up = torch.zeros(2, 1, d_model, dtype=torch.float64)
    down = torch.zeros(d_model, 1, dtype=torch.float64)
    gate[0, i], up[0, j] = 0.01, 1
    down[out] = 200
    return gate, up, down
