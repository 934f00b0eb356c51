"""The model's own uncertainty, whatever came."""
# fails: values

def perplexity(logits, targets):
    V = logits.shape[-1]
    shares = logits.softmax(-1)
    loss = -(shares * logits.log_softmax(-1)).sum(-1).mean()
    return math.exp(loss.item())
