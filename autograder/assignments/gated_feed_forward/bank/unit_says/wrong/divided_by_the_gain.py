"""Divided by the gain."""
# fails: lists

def unit_says(down, unit, gain, head, k):
    logits = head @ (down[:, unit] / gain)
    return logits.topk(k).indices.tolist(), (-logits).topk(k).indices.tolist()
