"""Writes the gain into down."""
# fails: edges

def unit_says(down, unit, gain, head, k):
    column = down[:, unit]
    column *= gain
    logits = head @ column
    return logits.topk(k).indices.tolist(), (-logits).topk(k).indices.tolist()
