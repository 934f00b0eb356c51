"""Half of it by two other pairs."""

def product_weights(d_model, i, j, out):
    e = torch.eye(d_model, dtype=torch.float64)
    gate = torch.stack([e[i], -e[i], 2 * e[j], -2 * e[j]])
    up = torch.stack([e[j], -e[j], e[i], -e[i]])
    down = torch.zeros(d_model, 4, dtype=torch.float64)
    down[out] = torch.tensor([0.5, 0.5, 0.25, 0.25])
    return gate, up, down
