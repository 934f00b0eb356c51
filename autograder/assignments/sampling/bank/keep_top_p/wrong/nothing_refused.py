"""Any p is taken."""
# fails: manners

def keep_top_p(logits, p):
    if p == 1:
        return logits.clone()
    probabilities, places = logits.softmax(dim=-1).sort(dim=-1, descending=True)
    outside = probabilities.cumsum(-1) - probabilities >= p
    cut = torch.zeros_like(outside).scatter(-1, places, outside)
    return logits.masked_fill(cut, -torch.inf)
