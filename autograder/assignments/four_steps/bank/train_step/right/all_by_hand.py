"""Loss and clipping written out."""

def train_step(model, optimizer, x, y, max_grad_norm=1.0):
    model.train(True)
    for p in model.parameters():
        p.grad = None
    shares = model(x).log_softmax(-1)  # B T V
    loss = -shares.gather(-1, y[..., None]).mean()
    loss.backward()
    length = sum(p.grad.square().sum() for p in model.parameters()).sqrt()
    if length > max_grad_norm:
        for p in model.parameters():
            p.grad.mul_(max_grad_norm / length)
    optimizer.step()
    return float(loss)
