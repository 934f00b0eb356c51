"""2 to the loss in nats."""
# fails: even values leading_dimensions stability

def perplexity(logits, targets):
    V = logits.shape[-1]
    loss = torch.nn.functional.cross_entropy(logits.reshape(-1, V), targets.reshape(-1))
    return 2 ** loss.item()
