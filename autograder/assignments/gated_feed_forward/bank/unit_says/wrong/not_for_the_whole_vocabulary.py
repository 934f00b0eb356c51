"""Fewer than all tokens, always."""
# fails: edges

def unit_says(down, unit, gain, head, k):
    logits = head @ (gain * down[:, unit])
    k = min(k, len(logits) - 1)
    return logits.topk(k).indices.tolist(), (-logits).topk(k).indices.tolist()
