"""Every text counts alike."""
# fails: unequal_lengths edges

def accumulated_gradient(weights, parts):
    table, loss = weights.detach().clone().requires_grad_(), 0.0
    n_texts = sum(len(x) for x, _ in parts)
    for x, y in parts:
        for inputs, targets in zip(x, y):
            part = F.cross_entropy(table[inputs], targets) / n_texts
            part.backward()
            loss += part.item()
    return loss, table.grad
