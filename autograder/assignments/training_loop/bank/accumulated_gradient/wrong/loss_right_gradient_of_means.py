"""The loss is right, the gradient is a mean of means."""
# fails: unequal_lengths edges

def accumulated_gradient(weights, parts):
    n_tokens = sum(int((y != -100).sum()) for _, y in parts)
    table, loss = weights.detach().clone().requires_grad_(), 0.0
    for x, y in parts:
        total = F.cross_entropy(table[x].flatten(0, 1), y.flatten(), reduction="sum")
        (F.cross_entropy(table[x].flatten(0, 1), y.flatten()) / len(parts)).backward()
        loss += total.item() / n_tokens
    return loss, table.grad
