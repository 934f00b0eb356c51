"""The count in place of the pair."""
# fails: counts what_is_a_pair edges inputs_unchanged

def most_frequent_pair(ids):
    counts = Counter(pairwise(ids))
    return (max(counts.values()),) if counts else None
