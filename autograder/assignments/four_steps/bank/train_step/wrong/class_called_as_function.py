"""CrossEntropyLoss is a class."""
# fails: one_step several_steps clipping any_optimizer loss_and_mode

def train_step(model, optimizer, x, y, max_grad_norm=1.0):
    model.train()
    optimizer.zero_grad()
    loss = nn.CrossEntropyLoss(model(x).flatten(0, 1), y.flatten())
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
    optimizer.step()
    return loss.item()
