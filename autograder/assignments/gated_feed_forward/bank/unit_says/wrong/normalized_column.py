"""The column goes through LayerNorm first."""
# fails: lists

def unit_says(down, unit, gain, head, k):
    column = down[:, unit] - down[:, unit].mean()
    logits = head @ (gain * column)
    return logits.topk(k).indices.tolist(), (-logits).topk(k).indices.tolist()
