"""Adds the surprises up."""
# fails: even values leading_dimensions

def perplexity(logits, targets):
    V = logits.shape[-1]
    loss = torch.nn.functional.cross_entropy(logits.reshape(-1, V), targets.reshape(-1), reduction='sum')
    return math.exp(loss.item())
