"""k − 1 tokens."""
# fails: lists edges

def unit_says(down, unit, gain, head, k):
    logits = head @ (gain * down[:, unit])
    return logits.topk(k).indices.tolist()[:-1], (-logits).topk(k).indices.tolist()[:-1]
