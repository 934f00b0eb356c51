"""Smooths the targets."""
# fails: values stability

def perplexity(logits, targets):
    V = logits.shape[-1]
    loss = torch.nn.functional.cross_entropy(logits.reshape(-1, V), targets.reshape(-1), label_smoothing=0.1)
    return math.exp(loss.item())
