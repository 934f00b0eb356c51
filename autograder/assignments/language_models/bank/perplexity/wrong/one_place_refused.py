"""Needs an axis of places."""
# fails: leading_dimensions

def perplexity(logits, targets):
    n_places = targets.numel() if targets.dim() else len(targets)
    loss = -logits.log_softmax(-1).gather(-1, targets.unsqueeze(-1)).sum() / n_places
    return math.exp(loss.item())
