"""A text in place of a number."""
# fails: even values leading_dimensions stability

def perplexity(logits, targets):
    loss = -logits.log_softmax(-1).gather(-1, targets.unsqueeze(-1)).mean()
    return f"{math.exp(loss.item()):.6f}"
