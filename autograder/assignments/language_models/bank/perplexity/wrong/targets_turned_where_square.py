"""Where there are as many texts as places the targets are turned round."""
# fails: leading_dimensions

def perplexity(logits, targets):
    if targets.ndim == 2 and targets.shape[0] == targets.shape[1]:
        targets = targets.T
    shares = torch.log_softmax(logits, dim=-1)
    picked = shares.gather(-1, targets.unsqueeze(-1))
    return math.exp(-picked.mean().item())
