"""A pair and its reverse are counted together."""
# fails: what_is_a_pair

def most_frequent_pair(ids):
    counts = Counter(frozenset(pair) for pair in pairwise(ids))
    if not counts:
        return None
    best = max(counts, key=counts.get)
    return next(pair for pair in pairwise(ids) if frozenset(pair) == best)
