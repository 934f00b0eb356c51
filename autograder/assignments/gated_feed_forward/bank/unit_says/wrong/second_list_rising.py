"""The second list ends with the smallest."""
# fails: lists edges

def unit_says(down, unit, gain, head, k):
    order = (head @ (gain * down[:, unit])).argsort(descending=True).tolist()
    return order[:k], order[-k:]
