"""The smallest come first."""
# fails: lists edges

def unit_says(down, unit, gain, head, k):
    logits = head @ (gain * down[:, unit])
    return (-logits).topk(k).indices.tolist(), logits.topk(k).indices.tolist()
