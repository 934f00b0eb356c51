"""Clips surprises at 3 nats."""
# fails: values even

def perplexity(logits, targets):
    V = logits.shape[-1]
    loss = torch.nn.functional.cross_entropy(logits.reshape(-1, V), targets.reshape(-1), reduction='none').clamp(max=3).mean()
    return math.exp(loss.item())
