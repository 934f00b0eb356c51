"""A short gradient is scaled up to the limit."""
# fails: one_step several_steps clipping

def train_step(model, optimizer, x, y, max_grad_norm=1.0):
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(x).flatten(0, 1), y.flatten())
    loss.backward()
    length = torch.cat([p.grad.flatten() for p in model.parameters()]).norm()
    for p in model.parameters():
        p.grad *= max_grad_norm / length
    optimizer.step()
    return loss.item()
