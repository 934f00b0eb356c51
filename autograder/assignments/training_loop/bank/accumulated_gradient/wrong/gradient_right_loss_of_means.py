"""The gradient is right, the loss that is shown is a mean of means."""
# fails: unequal_lengths edges

def accumulated_gradient(weights, parts):
    n_tokens = sum(int((y != -100).sum()) for _, y in parts)
    table, loss = weights.detach().clone().requires_grad_(), 0.0
    for x, y in parts:
        total = F.cross_entropy(table[x].flatten(0, 1), y.flatten(), reduction="sum")
        (total / n_tokens).backward()
        loss += total.item() / (y != -100).sum().item() / len(parts)
    return loss, table.grad
