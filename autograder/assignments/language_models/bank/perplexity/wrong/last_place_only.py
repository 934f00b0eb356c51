"""Looks at the last place only."""
# fails: values

def perplexity(logits, targets):
    V = logits.shape[-1]
    loss = torch.nn.functional.cross_entropy(logits.reshape(-1, V)[-1:], targets.reshape(-1)[-1:])
    return math.exp(loss.item())
