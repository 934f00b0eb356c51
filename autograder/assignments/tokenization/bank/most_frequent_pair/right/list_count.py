"""Every pair is counted anew in the list of all pairs; a list of two is returned."""

def most_frequent_pair(ids):
    pairs = [list(pair) for pair in zip(ids, ids[1:])]
    if not pairs:
        return None
    return max(pairs, key=pairs.count)
