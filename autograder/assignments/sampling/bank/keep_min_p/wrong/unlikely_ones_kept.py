"""What is likely enough is cut."""
# fails: values rows edges manners

def keep_min_p(logits, p):
    if not 0 <= p <= 1:
        raise ValueError(f"p must lie between 0 and 1, got {p}")
    probabilities = logits.softmax(dim=-1)
    return logits.masked_fill(probabilities >= p * probabilities.amax(-1, keepdim=True), -torch.inf)
