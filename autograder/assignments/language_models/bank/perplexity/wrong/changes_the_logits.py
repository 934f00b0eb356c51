"""Takes the largest logit away in place."""
# fails: stability

def perplexity(logits, targets):
    logits -= logits.max(-1, keepdim=True).values
    V = logits.shape[-1]
    loss = torch.nn.functional.cross_entropy(logits.reshape(-1, V), targets.reshape(-1))
    return math.exp(loss.item())
