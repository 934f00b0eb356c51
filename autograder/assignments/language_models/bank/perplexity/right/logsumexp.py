"""The logarithm of the sum of exponentials, minus the target's logit."""

def perplexity(logits, targets):
    picked = torch.gather(logits, -1, targets.unsqueeze(-1)).squeeze(-1)
    return float(torch.exp((torch.logsumexp(logits, -1) - picked).mean()))
