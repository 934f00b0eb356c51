"""Only what it favours."""
# fails: lists edges

def unit_says(down, unit, gain, head, k):
    return (head @ (gain * down[:, unit])).topk(k).indices.tolist()
