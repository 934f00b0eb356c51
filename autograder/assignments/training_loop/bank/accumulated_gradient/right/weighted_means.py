"""Means of parts, weighted by their tokens."""

def accumulated_gradient(weights, parts):
    table, loss = weights.detach().clone().requires_grad_(), 0.0
    sizes = [(y >= 0).sum().item() for _, y in parts]
    for (x, y), size in zip(parts, sizes):
        if size:
            mean = F.cross_entropy(table[x].transpose(1, 2), y)
            (mean * (size / sum(sizes))).backward()
            loss += mean.item() * size / sum(sizes)
    return loss, table.grad
