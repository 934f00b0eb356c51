"""Without neighbours the answer is an empty pair."""
# fails: edges

def most_frequent_pair(ids):
    counts = Counter(pairwise(ids))
    return max(counts, key=counts.get) if counts else ()
