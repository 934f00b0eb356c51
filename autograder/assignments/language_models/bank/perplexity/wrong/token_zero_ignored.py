"""Takes token 0 for padding."""
# fails: values leading_dimensions

def perplexity(logits, targets):
    V = logits.shape[-1]
    loss = torch.nn.functional.cross_entropy(
        logits.reshape(-1, V), targets.reshape(-1), ignore_index=0
    )
    return math.exp(loss.item())
