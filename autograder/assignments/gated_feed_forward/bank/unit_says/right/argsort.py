"""By argsort, from both ends."""

def unit_says(down, unit, gain, head, k):
    order = torch.argsort((head * gain) @ down[:, unit]).tolist()
    return order[::-1][:k], order[:k]
