"""((a + b)² − (a − b)²) / 4."""

def product_weights(d_model, i, j, out):
    e = torch.eye(d_model, dtype=torch.float64)
    plus, minus = e[i] + e[j], e[i] - e[j]
    gate = up = torch.stack([plus, -plus, minus, -minus])
    down = e[out][:, None] * torch.tensor([1, 1, -1, -1], dtype=torch.float64) / 4
    return gate, up, down
