"""Counts how often the likeliest token came."""
# fails: even values stability

def perplexity(logits, targets):
    V = logits.shape[-1]
    loss = torch.nn.functional.cross_entropy(logits.reshape(-1, V), targets.reshape(-1))
    return (logits.argmax(-1) == targets).double().mean().item()
