"""Logits are compared in place of probabilities."""
# fails: values

def keep_min_p(logits, p):
    if not 0 <= p <= 1:
        raise ValueError(f"p must lie between 0 and 1, got {p}")
    return logits.masked_fill(logits < p * logits.amax(-1, keepdim=True), -torch.inf)
