"""The places of the sorted row are taken for the tokens' own."""
# fails: values rows manners

def keep_top_p(logits, p):
    if not 0 < p <= 1:
        raise ValueError(f"p must be above 0 and at most 1, got {p}")
    if p == 1:
        return logits.clone()
    probabilities, places = logits.softmax(dim=-1).sort(dim=-1, descending=True)
    outside = probabilities.cumsum(-1) - probabilities >= p
    return logits.masked_fill(outside, -torch.inf)
