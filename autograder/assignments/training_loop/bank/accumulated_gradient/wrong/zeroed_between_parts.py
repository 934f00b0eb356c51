"""The gradient is cleared before each part."""
# fails: equal_lengths unequal_lengths edges

def accumulated_gradient(weights, parts):
    n_tokens = sum(int((y != -100).sum()) for _, y in parts)
    table, loss = weights.detach().clone().requires_grad_(), 0.0
    for x, y in parts:
        table.grad = None
        total = F.cross_entropy(table[x].flatten(0, 1), y.flatten(), reduction="sum")
        (total / n_tokens).backward()
        loss += total.item() / n_tokens
    return loss, table.grad
