"""The pair with the largest ids: `max` without a key."""
# fails: counts what_is_a_pair inputs_unchanged

def most_frequent_pair(ids):
    counts = Counter(pairwise(ids))
    return max(counts) if counts else None
