"""Each matrix is clipped by itself."""
# fails: clipping any_optimizer

def train_step(model, optimizer, x, y, max_grad_norm=1.0):
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(x).flatten(0, 1), y.flatten())
    loss.backward()
    for p in model.parameters():
        nn.utils.clip_grad_norm_([p], max_grad_norm)
    optimizer.step()
    return loss.item()
