"""Counted in bits, and 2 to their mean."""

def perplexity(logits, targets):
    nats = torch.nn.functional.cross_entropy(logits.movedim(-1, 1) if logits.ndim > 2 else logits, targets)
    return 2 ** (nats.item() / math.log(2))
