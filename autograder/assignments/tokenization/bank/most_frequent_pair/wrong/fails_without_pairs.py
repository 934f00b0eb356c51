"""A list without neighbours is an error."""
# fails: edges

def most_frequent_pair(ids):
    counts = Counter(pairwise(ids))
    return max(counts, key=counts.get)
