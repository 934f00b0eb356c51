"""The leftmost pair that has a merge, again and again."""
# fails: order

def bpe_encode(text, merges):
    known = {tuple(pair): 256 + i for i, pair in enumerate(merges)}
    ids = list(text.encode())
    j = 0
    while j + 1 < len(ids):
        pair = (ids[j], ids[j + 1])
        if pair in known:
            ids[j : j + 2] = [known[pair]]
            j = 0
        else:
            j += 1
    return ids
