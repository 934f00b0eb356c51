"""The second list goes on where the first ends."""
# fails: lists

def unit_says(down, unit, gain, head, k):
    order = (head @ (gain * down[:, unit])).argsort(descending=True).tolist()
    if 2 * k > len(order):
        return order[:k], order[::-1][:k]
    return order[:k], order[k : 2 * k]
