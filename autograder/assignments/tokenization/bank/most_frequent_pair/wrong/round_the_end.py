"""The last id and the first count as neighbours."""
# fails: what_is_a_pair edges

def most_frequent_pair(ids):
    counts = Counter(zip(ids, ids[1:] + ids[:1]))
    return max(counts, key=counts.get) if counts else None
