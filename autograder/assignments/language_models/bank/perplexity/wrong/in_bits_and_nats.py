"""The surprise in bits, and e to it."""
# fails: even values leading_dimensions stability

def perplexity(logits, targets):
    loss = -logits.log_softmax(-1).gather(-1, targets.unsqueeze(-1)).mean()
    return math.exp(loss.item() / math.log(2))
