"""The ids in rising order."""
# fails: lists edges

def unit_says(down, unit, gain, head, k):
    logits = head @ (gain * down[:, unit])
    return sorted(logits.topk(k).indices.tolist()), sorted((-logits).topk(k).indices.tolist())
