"""1 over the mean probability."""
# fails: values

def perplexity(logits, targets):
    V = logits.shape[-1]
    picked = logits.softmax(-1).gather(-1, targets[..., None])
    return 1 / picked.mean().item()
