"""Looks for the pair with the earliest merge, until there is none."""

def bpe_encode(text, merges):
    rank = {tuple(pair): i for i, pair in enumerate(merges)}
    ids = list(text.encode())
    while len(ids) > 1:
        best = min(zip(ids, ids[1:]), key=lambda pair: rank.get(pair, len(rank)))
        if best not in rank:
            break
        merged = []
        for token in ids:
            if merged and (merged[-1], token) == best:
                merged[-1] = 256 + rank[best]
            else:
                merged.append(token)
        ids = merged
    return ids
