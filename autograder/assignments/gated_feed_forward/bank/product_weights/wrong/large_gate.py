"""A gate so large that SiLU looks like ReLU: near 0 and below it is not."""
# fails: product

def product_weights(d_model, i, j, out):
    gate, up = torch.zeros(2, 1, d_model, dtype=torch.float64)
    down = torch.zeros(d_model, 1, dtype=torch.float64)
    gate[0, i], up[0, j] = 1000, 0.001
    down[out] = 1
    return gate, up, down
