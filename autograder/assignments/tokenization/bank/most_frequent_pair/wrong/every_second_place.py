"""Pairs begin at even places only."""
# fails: counts what_is_a_pair

def most_frequent_pair(ids):
    counts = Counter(zip(ids[::2], ids[1::2]))
    return max(counts, key=counts.get) if counts else None
