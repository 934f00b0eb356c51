"""Looks at the first text only."""
# fails: leading_dimensions

def perplexity(logits, targets):
    if logits.ndim > 2:
        logits, targets = logits[0], targets[0]
    V = logits.shape[-1]
    loss = torch.nn.functional.cross_entropy(logits.reshape(-1, V), targets.reshape(-1))
    return math.exp(loss.item())
