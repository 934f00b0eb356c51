"""The row of down is read."""
# fails: lists

def unit_says(down, unit, gain, head, k):
    row = down.reshape(-1)[unit * len(gain) : (unit + 1) * len(gain)]
    logits = head @ (gain * row)
    return logits.topk(k).indices.tolist(), (-logits).topk(k).indices.tolist()
