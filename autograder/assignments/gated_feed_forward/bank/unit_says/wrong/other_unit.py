"""The unit after the one that was asked for."""
# fails: lists

def unit_says(down, unit, gain, head, k):
    logits = head @ (gain * down[:, (unit + 1) % down.shape[1]])
    return logits.topk(k).indices.tolist(), (-logits).topk(k).indices.tolist()
