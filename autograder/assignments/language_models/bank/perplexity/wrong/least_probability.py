"""No probability is taken for less than 1e-30."""
# fails: stability

def perplexity(logits, targets):
    shares = logits.softmax(-1).gather(-1, targets.unsqueeze(-1)).clamp(min=1e-30)
    return math.exp(-shares.log().mean().item())
