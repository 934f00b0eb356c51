"""Takes the logits for probabilities."""
# fails: even values leading_dimensions stability

def perplexity(logits, targets):
    V = logits.shape[-1]
    loss = -logits.clamp(min=1e-9).log().gather(-1, targets[..., None]).mean()
    return math.exp(loss.item())
