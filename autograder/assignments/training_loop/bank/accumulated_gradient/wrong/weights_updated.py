"""A step is taken after each part."""
# fails: equal_lengths unequal_lengths

def accumulated_gradient(weights, parts):
    n_tokens = sum(int((y != -100).sum()) for _, y in parts)
    table, loss = weights.detach().clone().requires_grad_(), 0.0
    for x, y in parts:
        total = F.cross_entropy(table[x].flatten(0, 1), y.flatten(), reduction="sum")
        (total / n_tokens).backward()
        loss += total.item() / n_tokens
        with torch.no_grad():
            table -= 0.1 * table.grad
    return loss, table.grad
