"""Logits come back, not ids."""
# fails: lists edges

def unit_says(down, unit, gain, head, k):
    logits = head @ (gain * down[:, unit])
    return logits.topk(k).values.tolist(), (-logits).topk(k).values.tolist()
