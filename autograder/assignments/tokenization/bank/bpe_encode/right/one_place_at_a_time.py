"""Merges one place at a time: the earliest merge, the leftmost place."""

def bpe_encode(text, merges):
    rank = {tuple(pair): i for i, pair in enumerate(merges)}
    ids = [int(byte) for byte in bytes(text, "utf8")]
    while True:
        found = [(rank[pair], j) for j, pair in enumerate(pairwise(ids)) if pair in rank]
        if not found:
            return ids
        i, j = min(found)
        ids = ids[:j] + [256 + i] + ids[j + 2 :]
