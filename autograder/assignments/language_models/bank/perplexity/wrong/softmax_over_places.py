"""Softmax over the first axis."""
# fails: even values leading_dimensions

def perplexity(logits, targets):
    V = logits.shape[-1]
    loss = -logits.log_softmax(0).gather(-1, targets[..., None]).mean()
    return math.exp(loss.item())
