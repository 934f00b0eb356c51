"""Each part is divided by the tokens so far."""
# fails: equal_lengths unequal_lengths edges

def accumulated_gradient(weights, parts):
    n_tokens = 0
    table, loss = weights.detach().clone().requires_grad_(), 0.0
    for x, y in parts:
        n_tokens += int((y != -100).sum())
        total = F.cross_entropy(table[x].flatten(0, 1), y.flatten(), reduction="sum")
        (total / n_tokens).backward()
        loss += total.item() / n_tokens
    return loss, table.grad
