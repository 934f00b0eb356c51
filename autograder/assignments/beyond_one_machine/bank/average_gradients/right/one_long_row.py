"""All weights of a rank in one row, then one matrix product, then apart again."""

def average_gradients(gradients, n_tokens):
    alive = [r for r, n in enumerate(n_tokens) if n]
    if not alive:
        raise ValueError("nobody has a token")
    rows = torch.stack([torch.cat([g.reshape(-1) for g in gradients[r]]) for r in alive])
    weights = torch.tensor([n_tokens[r] for r in alive], dtype=torch.float64)
    mean = ((weights / weights.sum()) @ rows.double()).to(rows.dtype)
    parts = mean.split([g.numel() for g in gradients[0]])
    return [part.view(g.shape) for part, g in zip(parts, gradients[0])]
