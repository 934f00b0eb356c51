"""Shifts the targets although they are shifted already."""
# fails: values leading_dimensions

def perplexity(logits, targets):
    V = logits.shape[-1]
    logits, targets = logits[..., :-1, :], targets[..., 1:]
    loss = torch.nn.functional.cross_entropy(logits.reshape(-1, V), targets.reshape(-1))
    return math.exp(loss.item())
