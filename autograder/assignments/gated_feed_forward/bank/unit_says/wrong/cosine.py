"""Rows of the head are brought to length 1."""
# fails: lists

def unit_says(down, unit, gain, head, k):
    logits = head @ (gain * down[:, unit]) / head.norm(dim=-1) ** 2
    return logits.topk(k).indices.tolist(), (-logits).topk(k).indices.tolist()
