"""Probabilities come back."""
# fails: values

def keep_min_p(logits, p):
    if not 0 <= p <= 1:
        raise ValueError(f"p must lie between 0 and 1, got {p}")
    probabilities = logits.softmax(dim=-1)
    limit = p * probabilities.amax(-1, keepdim=True)
    return logits.masked_fill(probabilities < limit, -torch.inf).softmax(-1)
