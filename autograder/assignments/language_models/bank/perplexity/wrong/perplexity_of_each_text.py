"""The mean of every text's own perplexity."""
# fails: leading_dimensions

def perplexity(logits, targets):
    V = logits.shape[-1]
    losses = torch.nn.functional.cross_entropy(logits.reshape(-1, V), targets.reshape(-1), reduction='none').reshape(targets.shape)
    return losses.mean(-1).exp().mean().item()
