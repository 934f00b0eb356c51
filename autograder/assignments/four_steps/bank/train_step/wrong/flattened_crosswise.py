"""Logits are turned before they are flattened, targets are not."""
# fails: one_step several_steps clipping any_optimizer

def train_step(model, optimizer, x, y, max_grad_norm=1.0):
    model.train()
    optimizer.zero_grad()
    logits = model(x)
    loss = F.cross_entropy(logits.transpose(0, 1).reshape(-1, logits.shape[-1]), y.flatten())
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
    optimizer.step()
    return loss.item()
