"""The gradient is left in the weights that came."""
# fails: edges

def accumulated_gradient(weights, parts):
    weights.requires_grad_()
    n_tokens, loss = sum(int((y != -100).sum()) for _, y in parts), 0.0
    for x, y in parts:
        total = F.cross_entropy(weights[x].flatten(0, 1), y.flatten(), reduction="sum") / n_tokens
        total.backward()
        loss += total.item()
    return loss, weights.grad
