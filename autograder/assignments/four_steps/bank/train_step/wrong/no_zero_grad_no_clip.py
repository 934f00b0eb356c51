"""Neither cleared nor clipped."""
# fails: several_steps clipping any_optimizer

def train_step(model, optimizer, x, y, max_grad_norm=1.0):
    model.train()
    loss = F.cross_entropy(model(x).flatten(0, 1), y.flatten())
    loss.backward()
    optimizer.step()
    return loss.item()
