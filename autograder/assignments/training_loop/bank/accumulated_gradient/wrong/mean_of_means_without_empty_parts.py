"""The same, with empty parts left out."""
# fails: unequal_lengths

def accumulated_gradient(weights, parts):
    parts = [(x, y) for x, y in parts if (y != -100).any()]
    table, loss = weights.detach().clone().requires_grad_(), 0.0
    for x, y in parts:
        part = F.cross_entropy(table[x].flatten(0, 1), y.flatten()) / len(parts)
        part.backward()
        loss += part.item()
    return loss, table.grad
