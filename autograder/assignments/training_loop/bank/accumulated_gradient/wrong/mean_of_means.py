"""The mean of the parts' means: the mistake of many programs until 2024."""
# fails: unequal_lengths edges

def accumulated_gradient(weights, parts):
    table, loss = weights.detach().clone().requires_grad_(), 0.0
    for x, y in parts:
        part = F.cross_entropy(table[x].flatten(0, 1), y.flatten()) / len(parts)
        part.backward()
        loss += part.item()
    return loss, table.grad
