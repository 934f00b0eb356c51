"""A pair of two equal ids is no pair here."""
# fails: what_is_a_pair edges

def most_frequent_pair(ids):
    counts = Counter(pair for pair in pairwise(ids) if pair[0] != pair[1])
    return max(counts, key=counts.get) if counts else None
