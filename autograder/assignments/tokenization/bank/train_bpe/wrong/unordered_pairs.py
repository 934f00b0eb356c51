"""Counts a pair and its reverse together."""
# fails: first_merge chain most_frequent end from_scratch

def train_bpe(ids, n_merges):
    ids, merges = list(ids), []
    for i in range(n_merges):
        if len(ids) < 2:
            break
        counts = Counter(tuple(sorted(pair)) for pair in pairwise(ids))
        best = max(counts, key=counts.get)
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
