"""A tensor without axes."""

def perplexity(logits, targets):
    picked = logits.log_softmax(-1).gather(-1, targets.unsqueeze(-1))
    return (-picked.mean()).exp()
