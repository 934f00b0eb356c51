"""One pass from left to right that merges whatever it can with the token before."""
# fails: order

def bpe_encode(text, merges):
    known = {tuple(pair): 256 + i for i, pair in enumerate(merges)}
    ids = []
    for token in text.encode():
        while ids and (ids[-1], token) in known:
            token = known[ids.pop(), token]
        ids.append(token)
    return ids
