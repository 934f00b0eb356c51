"""Writes the new token and leaves the second one of the pair."""
# fails: chain most_frequent

def train_bpe(ids, n_merges):
    ids, merges = list(ids), []
    for i in range(n_merges):
        if len(ids) < 2:
            break
        counts = Counter(pairwise(ids))
        best = max(counts, key=counts.get)
        new, j = [], 0
        while j < len(ids):
            if j + 1 < len(ids) and (ids[j], ids[j + 1]) == best:
                new.append(256 + i)
                j += 1
            else:
                new.append(ids[j])
                j += 1
        ids = new
        merges.append(best)
    return merges
