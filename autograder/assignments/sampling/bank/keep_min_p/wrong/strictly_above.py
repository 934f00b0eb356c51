"""What equals the limit is cut: at p = 1 everything."""
# fails: edges

def keep_min_p(logits, p):
    if not 0 <= p <= 1:
        raise ValueError(f"p must lie between 0 and 1, got {p}")
    probabilities = logits.softmax(dim=-1)
    return logits.masked_fill(probabilities <= p * probabilities.amax(-1, keepdim=True), -torch.inf)
