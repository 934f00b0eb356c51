"""Counts pairs of equal tokens without overlap: [7, 7, 7] holds (7, 7) once."""
# fails: first_merge

def train_bpe(ids, n_merges):
    ids, merges = list(ids), []
    for i in range(n_merges):
        if len(ids) < 2:
            break
        counts, before = Counter(), None
        for pair in pairwise(ids):
            if pair == before and pair[0] == pair[1]:
                before = None
                continue
            counts[pair] += 1
            before = pair
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
