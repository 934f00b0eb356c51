"""Two axes of the same length: classes are taken for the first."""
# fails: stability

def perplexity(logits, targets):
    if logits.ndim == 2 and logits.shape[0] == logits.shape[1]:
        logits = logits.T
    shares = torch.log_softmax(logits, dim=-1)
    picked = shares.gather(-1, targets.unsqueeze(-1))
    return math.exp(-picked.mean().item())
