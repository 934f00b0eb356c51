"""A p above 1 cuts everything."""
# fails: manners

def keep_min_p(logits, p):
    if p < 0:
        raise ValueError(f"p must be 0 or more, got {p}")
    probabilities = logits.softmax(dim=-1)
    return logits.masked_fill(probabilities < p * probabilities.amax(-1, keepdim=True), -torch.inf)
