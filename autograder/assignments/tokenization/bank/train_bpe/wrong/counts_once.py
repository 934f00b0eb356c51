"""Counts the pairs once, and takes the most frequent ones of the start."""
# fails: chain most_frequent

def train_bpe(ids, n_merges):
    ids, merges = list(ids), []
    counts = Counter(pairwise(ids))
    for i in range(n_merges):
        if len(ids) < 2:
            break
        if not counts:
            break
        best = max(counts, key=counts.get)
        del counts[best]
        new, j = [], 0
        while j < len(ids):
            if j + 1 < len(ids) and (ids[j], ids[j + 1]) == best:
                new.append(256 + i)
                j += 2
            else:
                new.append(ids[j])
                j += 1
        ids = new
        merges.append(best)
    return merges
