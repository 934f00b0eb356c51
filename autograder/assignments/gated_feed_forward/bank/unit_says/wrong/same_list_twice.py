"""The second list is the first."""
# fails: lists edges

def unit_says(down, unit, gain, head, k):
    favoured = (head @ (gain * down[:, unit])).topk(k).indices.tolist()
    return favoured, list(favoured)
