"""The pair is returned with its second id first."""
# fails: counts what_is_a_pair edges inputs_unchanged

def most_frequent_pair(ids):
    counts = Counter(pairwise(ids))
    return max(counts, key=counts.get)[::-1] if counts else None
