"""All units, then one of them."""

def unit_says(down, unit, gain, head, k):
    logits = (head * gain) @ down
    top, bottom = logits.topk(k, dim=0).indices, logits.topk(k, dim=0, largest=False).indices
    return top[:, unit].tolist(), bottom[:, unit].tolist()
