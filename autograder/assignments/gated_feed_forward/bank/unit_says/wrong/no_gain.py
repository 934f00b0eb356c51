"""The gain is missing."""
# fails: lists

def unit_says(down, unit, gain, head, k):
    logits = head @ down[:, unit]
    return logits.topk(k).indices.tolist(), (-logits).topk(k).indices.tolist()
