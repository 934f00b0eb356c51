"""Ranked by size, whatever the sign."""
# fails: lists

def unit_says(down, unit, gain, head, k):
    logits = head @ (gain * down[:, unit])
    return logits.abs().topk(k).indices.tolist(), (-logits).topk(k).indices.tolist()
