"""One row of shares times a matrix with a row for each rank."""

def average_gradients(gradients, n_tokens):
    told = [r for r, n in enumerate(n_tokens) if n]
    if not told:
        raise ValueError("no rank has a token")
    n = torch.tensor([n_tokens[r] for r in told])
    rows = torch.stack([torch.cat([g.reshape(-1) for g in gradients[r]]) for r in told])
    mean = (n / n.sum(dtype=torch.float64)).to(rows.dtype) @ rows
    lengths = [g.numel() for g in gradients[0]]
    return [m.view(g.shape) for m, g in zip(mean.split(lengths), gradients[0])]
