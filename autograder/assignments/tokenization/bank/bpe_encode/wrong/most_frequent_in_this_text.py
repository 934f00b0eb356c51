"""Merges the pair that is most frequent in this text, as training does."""
# fails: order

def bpe_encode(text, merges):
    known = {tuple(pair): 256 + i for i, pair in enumerate(merges)}
    ids = list(text.encode())
    while True:
        counts = Counter(pair for pair in pairwise(ids) if pair in known)
        if not counts:
            return ids
        best = max(counts, key=counts.get)
        merged = []
        for token in ids:
            if merged and (merged[-1], token) == best:
                merged[-1] = known[best]
            else:
                merged.append(token)
        ids = merged
