"""A pair that occurs once does not count as one."""
# fails: edges

def most_frequent_pair(ids):
    counts = {pair: n for pair, n in Counter(pairwise(ids)).items() if n > 1}
    return max(counts, key=counts.get) if counts else None
