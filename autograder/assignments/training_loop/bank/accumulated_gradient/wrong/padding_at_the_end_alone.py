"""As many places from the left are read as there are tokens, wherever they stand."""
# fails: edges

def accumulated_gradient(weights, parts):
    w = weights.detach().clone().requires_grad_()
    total, n_tokens = 0.0, 0
    for x, y in parts:
        for inputs, targets in zip(x, y):
            n = int((targets != PADDING).sum())
            total = total + F.cross_entropy(w[inputs[:n]], targets[:n], reduction="sum")
            n_tokens += n
    loss = total / n_tokens
    loss.backward()
    return loss.item(), w.grad
