"""One merge, then the same for the rest."""

def train_bpe(ids, n_merges, new_id=256):
    if n_merges == 0 or len(ids) < 2:
        return []
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] = counts.get(pair, 0) + 1
    best = sorted(counts.items(), key=lambda item: item[1])[-1][0]
    merged = []
    for token in ids:
        if merged and (merged[-1], token) == best:
            merged[-1] = new_id
        else:
            merged.append(token)
    return [best, *train_bpe(merged, n_merges - 1, new_id + 1)]
