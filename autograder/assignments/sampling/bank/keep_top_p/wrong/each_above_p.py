"""Tokens with a probability above p."""
# fails: values rows edges

def keep_top_p(logits, p):
    if not 0 < p <= 1:
        raise ValueError(f"p must be above 0 and at most 1, got {p}")
    if p == 1:
        return logits.clone()
    return logits.masked_fill(logits.softmax(-1) <= p, -torch.inf)
