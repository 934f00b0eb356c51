"""Two tokens stay at least."""
# fails: values edges manners

def keep_min_p(logits, p):
    if not 0 <= p <= 1:
        raise ValueError(f"p must lie between 0 and 1, got {p}")
    probabilities = logits.softmax(dim=-1)
    limit = torch.minimum(p * probabilities.amax(-1, keepdim=True), probabilities.topk(min(2, logits.shape[-1]), -1).values[..., -1:])
    return logits.masked_fill(probabilities < limit, -torch.inf)
