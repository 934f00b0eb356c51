"""The caller's list is used up while counting."""
# fails: inputs_unchanged

def most_frequent_pair(ids):
    counts = Counter()
    while len(ids) > 1:
        counts[ids[-2], ids.pop()] += 1
    return max(counts, key=counts.get) if counts else None
