"""The first list ends with the largest."""
# fails: lists edges

def unit_says(down, unit, gain, head, k):
    order = (head @ (gain * down[:, unit])).argsort().tolist()
    return order[-k:], order[:k]
