"""The pair with the lowest count."""
# fails: counts what_is_a_pair inputs_unchanged

def most_frequent_pair(ids):
    counts = Counter(pairwise(ids))
    return min(counts, key=counts.get) if counts else None
