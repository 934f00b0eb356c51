"""Flattens the targets by writing places into the caller's tensor."""
# fails: stability

def perplexity(logits, targets):
    V = logits.shape[-1]
    flat = targets.view(-1)
    flat += V * torch.arange(flat.numel())
    picked = logits.log_softmax(-1).reshape(-1)[flat]
    return math.exp(-picked.mean().item())
