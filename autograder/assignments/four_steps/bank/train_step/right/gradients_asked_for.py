"""torch.autograd.grad, which adds to nothing."""

def train_step(model, optimizer, x, y, max_grad_norm=1.0):
    model.train()
    parameters = list(model.parameters())
    logits = model(x)
    loss = F.cross_entropy(logits.reshape(-1, logits.shape[-1]), y.reshape(-1))
    for p, g in zip(parameters, torch.autograd.grad(loss, parameters)):
        p.grad = g
    nn.utils.clip_grad_norm_(parameters, max_grad_norm)
    optimizer.step()
    return loss.detach().item()
