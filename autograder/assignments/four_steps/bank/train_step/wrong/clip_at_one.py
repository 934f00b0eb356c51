"""The limit is 1, whatever was asked for."""
# fails: clipping any_optimizer

def train_step(model, optimizer, x, y, max_grad_norm=1.0):
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(x).flatten(0, 1), y.flatten())
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return loss.item()
